# Makes the job of a row, to a bucket of a service on this machine.
param([string] $Name, [string] $Source, [string] $Bucket, [string] $Prefix, [string] $Endpoint)
$ErrorActionPreference = 'Stop'
$key = [pscredential]::new('OWNERKEY', [Net.NetworkCredential]::new('', 'OWNERSECRET').SecurePassword)
New-CloneJob -Name $Name -Source $Source -S3Bucket $Bucket -Prefix $Prefix -Endpoint $Endpoint -S3Credential $key | Out-Null
