# A run that must find nothing to do among at least so many entries.
param([string] $Name, [long] $Entries, [string] $Scan)
$ErrorActionPreference = 'Stop'
$run = Start-CloneSync -Name $Name
if ($run.Completed -ne $run.Skipped -or $run.Deleted -ne 0 -or $run.Skipped -lt $Entries) {
    throw "The run was to find at least $Entries entries unchanged: $($run.Skipped) of $($run.Completed), $($run.Deleted) removed."
}
if ($run.DestinationScan -ne $Scan) { throw "The destination was to be scanned by $Scan, not $($run.DestinationScan)." }
exit $run.ExitCode
