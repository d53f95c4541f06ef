# A run that must move one entry and send nothing.
param([string] $Name)
$ErrorActionPreference = 'Stop'
$run = Start-CloneSync -Name $Name
if ($run.Moved -ne 1 -or $run.Copied -ne 0 -or $run.Updated -ne 0 -or $run.Deleted -ne 0 -or $run.Bytes -ne 0) {
    throw "The run was to move one entry alone: $($run.Moved) moved, $($run.Copied) copied, $($run.Updated) updated, $($run.Deleted) removed, $($run.Bytes) bytes."
}
exit $run.ExitCode
