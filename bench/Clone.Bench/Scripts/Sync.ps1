# One run of a job, as a task has it done, that must copy at least so many entries: the exit code is the run's.
param([string] $Name, [long] $Copied)
$ErrorActionPreference = 'Stop'
$run = Start-CloneSync -Name $Name
if ($run.Copied -lt $Copied) {
    throw "The run was to copy at least $Copied entries: $($run.Copied)."
}
exit $run.ExitCode
