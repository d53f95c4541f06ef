# The import alone.
$ErrorActionPreference = 'Stop'
Import-Module Clone
