# Sets how the job of a row looks at its destination.
param([string] $Name, [string] $Scan)
$ErrorActionPreference = 'Stop'
Set-CloneJob -Name $Name -DestinationScan $Scan | Out-Null
