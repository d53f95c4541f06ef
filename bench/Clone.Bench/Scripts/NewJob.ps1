# Makes the job of a row.
param([string] $Name, [string] $Source, [string] $Base)
$ErrorActionPreference = 'Stop'
New-CloneJob -Name $Name -Source $Source -HddBaseFolder $Base | Out-Null
