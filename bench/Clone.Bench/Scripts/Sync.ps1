# One run of a job, as a task has it done: the exit code is the run's.
param([string] $Name)
$ErrorActionPreference = 'Stop'
exit (Start-CloneSync -Name $Name).ExitCode
