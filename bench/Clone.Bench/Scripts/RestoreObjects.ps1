# Restores the copy of a job into a folder, at least so many entries: the exit code is the restore's.
param([string] $Cmdlet, [string] $Name, [string] $Destination, [long] $Copied)
$ErrorActionPreference = 'Stop'
$run = & $Cmdlet $Name $Destination
if ($run.Copied -lt $Copied) {
    throw "The restore was to bring at least $Copied entries: $($run.Copied)."
}
exit $run.ExitCode
