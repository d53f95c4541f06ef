# Makes the job of a row.
param([string] $Name, [string] $Source, [string] $Base, [string] $Scan)
$ErrorActionPreference = 'Stop'
New-CloneJob -Name $Name -Source $Source -HddBaseFolder $Base -DestinationScan $Scan | Out-Null
