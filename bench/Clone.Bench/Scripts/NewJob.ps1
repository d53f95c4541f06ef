# Makes the job of a row.
param([string] $Name, [string] $Source, [string] $Base, [string] $Scan = 'Always', [switch] $InPlace, [string] $TakeOver)
$ErrorActionPreference = 'Stop'
$more = if ($TakeOver) { @{ TakeOver = $TakeOver } } else { @{} }
New-CloneJob -Name $Name -Source $Source -HddBaseFolder $Base -DestinationScan $Scan -InPlace:$InPlace @more | Out-Null
