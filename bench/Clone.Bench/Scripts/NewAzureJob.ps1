# Makes the job of a row, to a container of the emulator on this machine, with the key that every emulator has.
param([string] $Name, [string] $Source, [string] $Container, [string] $Account, [string] $Prefix, [string] $Endpoint)
$ErrorActionPreference = 'Stop'
$key = [Net.NetworkCredential]::new('', 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==').SecurePassword
New-CloneJob -Name $Name -Source $Source -AzureContainer $Container -AzureAccount $Account -Prefix $Prefix -Endpoint $Endpoint -AzureKey $key | Out-Null
