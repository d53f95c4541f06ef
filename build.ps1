<#
.SYNOPSIS
Builds Clone, tests it, measures it, packs it.

.DESCRIPTION
Needs the .NET SDK. Runs in Windows PowerShell 5.1, PowerShell 7 and CloneShell, and therefore uses the language, .NET
and native commands alone.

    Build    builds everything and stages the module to artifacts/module/Clone
    Test     builds, runs all tests and ends with the line "N passed, N failed, N skipped"; the tests of Windows under
             Wine where tests/run-windows-tests.sh has set it up
    Soak     tests as Test does, but tries random data and moments twenty times as often
    Bench    runs the benchmarks; what follows is passed on to them
    Package  makes artifacts/package/Clone-VERSION.zip
    Clean    removes everything that a build makes

.EXAMPLE
./build.ps1

.EXAMPLE
./build.ps1 -Task Test -namespace Clone.Tests.Shell
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Soak', 'Bench', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # Debug, or Release, which Package and Bench always use.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # For the test programs (Test, Soak) or the benchmarks (Bench).
    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Arguments = @()
)

$ErrorActionPreference = 'Stop'
$Root = $PSScriptRoot
$Artifacts = [IO.Path]::Combine($Root, 'artifacts')
$IsOnWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$env:DOTNET_NOLOGO = '1'

function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args -join ' ') ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    param([string] $In)
    # Without CloneShell, which may be what runs this script: its files are in use.
    $parts = @([IO.Path]::Combine($Root, 'CloneModule.slnf'))
    if ($Host.Name -ne 'CloneShell') {
        $parts += [IO.Path]::Combine($Root, 'tools', 'CloneShell')
    }
    if ($IsOnWindows) {
        $parts += [IO.Path]::Combine($Root, 'tests', 'Clone.Windows.Tests')
    }
    foreach ($part in $parts) {
        Invoke-Dotnet build $part --configuration $In --verbosity quiet -nologo
    }
}

function Read-TestCount {
    param([string] $Name, [string] $Results, [int] $ExitCode)
    $counts = @{ Passed = 0; Failed = 0; Skipped = 0 }
    if ([IO.File]::Exists($Results)) {
        foreach ($assembly in ([xml][IO.File]::ReadAllText($Results)).assemblies.assembly) {
            $counts.Passed += [int]$assembly.passed
            $counts.Failed += [int]$assembly.failed + [int]$assembly.errors
            $counts.Skipped += [int]$assembly.skipped
        }
    }
    if ($ExitCode -ne 0 -and $counts.Failed -eq 0) {
        "$Name ended with exit code $ExitCode before its tests were done." | Out-Host
        $counts.Failed = 1
    }
    $counts
}

function Invoke-TestProgram {
    param([string] $Project)
    $name = [IO.Path]::GetFileNameWithoutExtension($Project)
    $folder = [IO.Path]::Combine($Artifacts, 'tests')
    $results = [IO.Path]::Combine($folder, "$name.xml")
    [void][IO.Directory]::CreateDirectory($folder)
    [IO.File]::Delete($results)

    # What the program prints is for the reader and must not become output of this function.
    $output = [IO.Path]::Combine([IO.Path]::GetDirectoryName($Project), 'bin', $Configuration, 'net10.0')
    if ($name -notlike '*.Windows.*') {
        dotnet exec ([IO.Path]::Combine($output, "$name.dll")) -noLogo @Arguments -result-xml $results | Out-Host
    } elseif ($IsOnWindows) {
        & ([IO.Path]::Combine($output, 'win-x64', "$name.exe")) -noLogo @Arguments -result-xml $results | Out-Host
    } else {
        $script = [IO.Path]::Combine($Root, 'tests', 'run-windows-tests.sh')
        bash $script --no-set-up --configuration $Configuration --results $results @Arguments | Out-Host
    }
    Read-TestCount -Name $name -Results $results -ExitCode $LASTEXITCODE
}

function Invoke-Test {
    $total = @{ Passed = 0; Failed = 0; Skipped = 0 }
    foreach ($project in [IO.Directory]::GetFiles([IO.Path]::Combine($Root, 'tests'), '*.Tests.csproj', 'AllDirectories')) {
        $counts = Invoke-TestProgram -Project $project
        foreach ($kind in 'Passed', 'Failed', 'Skipped') {
            $total[$kind] += $counts[$kind]
        }
    }
    if ($total.Passed + $total.Failed -eq 0) {
        'No test was run.' | Out-Host
        $total.Failed = 1
    }
    $total
}

function New-Package {
    # .NET Framework does not load these two by itself.
    foreach ($assembly in 'System.IO.Compression', 'System.IO.Compression.FileSystem') {
        [void][Reflection.Assembly]::LoadWithPartialName($assembly)
    }
    $module = [IO.Path]::Combine($Artifacts, 'module', 'Clone')
    $manifest = [IO.File]::ReadAllText([IO.Path]::Combine($module, 'Clone.psd1'))
    $version = [regex]::Match($manifest, "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
    $folder = [IO.Path]::Combine($Artifacts, 'package')
    $package = [IO.Path]::Combine($folder, "Clone-$version.zip")
    [void][IO.Directory]::CreateDirectory($folder)
    [IO.File]::Delete($package)

    # Names in order, no times: the same module gives the same package.
    $files = [IO.Directory]::GetFiles($module, '*', 'AllDirectories')
    [Array]::Sort($files, [StringComparer]::Ordinal)
    $zip = [IO.Compression.ZipFile]::Open($package, 'Create')
    try {
        foreach ($file in $files) {
            $name = 'Clone/' + $file.Substring($module.Length + 1).Replace('\', '/')
            $entry = $zip.CreateEntry($name, 'Optimal')
            $entry.LastWriteTime = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
            $target = $entry.Open()
            try {
                $content = [IO.File]::ReadAllBytes($file)
                $target.Write($content, 0, $content.Length)
            } finally {
                $target.Dispose()
            }
        }
    } finally {
        $zip.Dispose()
    }
    $package
}

function Remove-Output {
    $folders = @($Artifacts)
    foreach ($project in [IO.Directory]::GetFiles($Root, '*.csproj', 'AllDirectories')) {
        if ($Host.Name -eq 'CloneShell' -and $project.EndsWith('CloneShell.csproj')) {
            continue
        }
        foreach ($name in 'bin', 'obj') {
            $folders += [IO.Path]::Combine([IO.Path]::GetDirectoryName($project), $name)
        }
    }
    foreach ($folder in $folders) {
        if ([IO.Directory]::Exists($folder)) {
            [IO.Directory]::Delete($folder, $true)
        }
    }
}

if ($Task -eq 'Soak') {
    # CsCheck's own number of tries where a test says none; 100 at first.
    $env:CLONE_SOAK = '20'
    $env:CsCheck_Iter = '2000'
    $Task = 'Test'
}

switch ($Task) {
    'Build' {
        Invoke-Build -In $Configuration
        "The module is in $([IO.Path]::Combine($Artifacts, 'module', 'Clone'))."
    }
    'Test' {
        Invoke-Build -In $Configuration
        $total = Invoke-Test
        "$($total.Passed) passed, $($total.Failed) failed, $($total.Skipped) skipped"
        if ($total.Failed -gt 0) {
            exit 1
        }
    }
    'Bench' {
        dotnet run --configuration Release --project ([IO.Path]::Combine($Root, 'bench', 'Clone.Bench')) -- @Arguments
        exit $LASTEXITCODE
    }
    'Package' {
        Invoke-Build -In Release
        New-Package
    }
    'Clean' {
        Remove-Output
    }
}
