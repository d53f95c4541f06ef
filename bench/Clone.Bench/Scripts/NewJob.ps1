# Makes the job of a row.
param([string] $Name, [string] $Source, [string] $Base, [string] $Scan = 'Always', [switch] $InPlace)
$ErrorActionPreference = 'Stop'
New-CloneJob -Name $Name -Source $Source -HddBaseFolder $Base -DestinationScan $Scan -InPlace:$InPlace | Out-Null
