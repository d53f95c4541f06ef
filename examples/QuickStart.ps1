<#
.SYNOPSIS
A first job with Clone, from its making to its removal.

.DESCRIPTION
Makes a job that mirrors a folder to a disk, shows what it would do, runs it in full, spoils something at the
destination and runs it again, which repairs it. Then shows the reports and the log, and removes the job; the copy
stays.

Nothing is ever written to the source. Without a source, the folder of the .NET runtime that runs this script is taken;
without a destination, a temporary folder that is removed at the end.

Runs in Windows PowerShell 5.1, PowerShell 7 and CloneShell.

.EXAMPLE
./examples/QuickStart.ps1

.EXAMPLE
./examples/QuickStart.ps1 -Source D:\Shares\Office -Destination E:\Copies
#>
[CmdletBinding()]
param(
    # The folder to mirror.
    [string] $Source = [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory(),

    # The folder in which the copy is made, under the name of the source's last part.
    [string] $Destination,

    # For a destination that is not empty or belongs to another source: what is too much there is removed.
    [ValidateSet('Adopt', 'Full')]
    [string] $TakeOver
)

$ErrorActionPreference = 'Stop'

function Write-Step {
    param([string] $Text)
    ''
    "== $Text"
}

$built = Join-Path $PSScriptRoot '../artifacts/module/Clone/Clone.psd1'
if (Test-Path -LiteralPath $built) {
    Import-Module $built
} else {
    Import-Module Clone
}

# Away from the jobs of this machine, unless CLONE_HOME says where; the state of a copy that stays is kept, so that the
# next quick start knows the copy again.
$temporary = Join-Path ([IO.Path]::GetTempPath()) ('clone-quick-start-' + [guid]::NewGuid().ToString('N'))
$ownHome = -not $env:CLONE_HOME
if ($ownHome -and $Destination) {
    $env:CLONE_HOME = Join-Path ([IO.Path]::GetTempPath()) ('clone-quick-start-' + [Environment]::UserName)
} elseif ($ownHome) {
    $env:CLONE_HOME = Join-Path $temporary 'home'
}
if (-not $Destination) {
    $Destination = Join-Path $temporary 'copies'
}
$Destination = (New-Item -ItemType Directory -Force -Path $Destination).FullName
$name = 'QuickStart-' + [guid]::NewGuid().ToString('N').Substring(0, 8)
$exitCode = 0

try {
    Write-Step "A job that mirrors $Source into $Destination"
    $settings = @{ Name = $name; Source = $Source; HddBaseFolder = $Destination }
    if ($TakeOver) {
        $settings.TakeOver = $TakeOver
    }
    $job = New-CloneJob @settings
    $job | Format-List Name, Source, Destination, Enabled

    Write-Step 'What a first run would do (the first five of its changes)'
    $changes = 0
    Compare-CloneJob -Name $name -Mode Full | ForEach-Object { if (++$changes -le 5) { $_ } } | Format-Table Action, Reason, Size, Path
    '{0} changes in all.' -f $changes

    Write-Step 'The first run sends everything'
    $full = Start-CloneSync -Name $name -Mode Full
    $full

    Write-Step 'Somebody spoils the copy: a file is changed, another is gone, a third does not belong there'
    # Real files in real folders alone: what a link at the destination leads to may be the source.
    $spoilt = @()
    $folders = [Collections.Generic.Queue[IO.DirectoryInfo]]::new()
    $folders.Enqueue([IO.DirectoryInfo] $job.Destination)
    while ($folders.Count -gt 0 -and $spoilt.Count -lt 2) {
        foreach ($entry in $folders.Dequeue().GetFileSystemInfos()) {
            if ($entry.Attributes -band [IO.FileAttributes]::ReparsePoint) {
                continue
            }
            if ($entry -is [IO.FileInfo]) {
                $spoilt += $entry.FullName
            } elseif ($entry.Name -ne 'CloneForWindows') {
                $folders.Enqueue($entry)
            }
        }
    }
    if ($spoilt.Count -ge 1) {
        [IO.File]::SetAttributes($spoilt[0], 'Normal')
        [IO.File]::AppendAllText($spoilt[0], 'spoilt')
    }
    if ($spoilt.Count -ge 2) {
        [IO.File]::SetAttributes($spoilt[1], 'Normal')
        [IO.File]::Delete($spoilt[1])
    }
    [IO.File]::WriteAllText((Join-Path $job.Destination "stray-$name.txt"), 'This file is not at the source.')
    Compare-CloneJob -Name $name | Format-Table Action, Reason, Size, Path

    Write-Step 'The second run repairs it and leaves the rest alone'
    $incremental = Start-CloneSync -Name $name
    $incremental

    Write-Step 'Reports of past runs'
    Get-CloneSync -Name $name -History 10 | Format-Table StartTime, Mode, Result, Copied, Updated, Deleted, Skipped, Failed, Bytes

    Write-Step 'The log'
    Get-CloneLog -JobName $name | Format-Table Time, Level, EventId, Message

    foreach ($report in $full, $incremental) {
        $exitCode = [Math]::Max($exitCode, $report.ExitCode)
    }
} finally {
    if (Get-CloneJob -Name $name -ErrorAction SilentlyContinue) {
        Remove-CloneJob -Name $name -Confirm:$false
    }
    if ($ownHome) {
        $env:CLONE_HOME = $null
    }
    if (Test-Path -LiteralPath $temporary) {
        Remove-Item -LiteralPath $temporary -Recurse -Force
    }
}

if (Test-Path -LiteralPath $job.Destination) {
    Write-Step "The job is removed. The copy stays in $($job.Destination)."
} else {
    Write-Step 'The job is removed, and so is the temporary copy.'
}
exit $exitCode
