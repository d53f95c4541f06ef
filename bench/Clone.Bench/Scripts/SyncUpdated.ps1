# One run of a job that must update a file.
param([string] $Name)
$ErrorActionPreference = 'Stop'
$run = Start-CloneSync -Name $Name
if ($run.Updated -lt 1) {
    throw "The run was to update a file: $($run.Completed) completed, $($run.Failed) failed."
}
exit $run.ExitCode
