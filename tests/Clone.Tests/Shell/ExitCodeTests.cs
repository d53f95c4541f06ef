using System;
using System.IO;
using System.Linq;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Shell;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit", 0)]
    [InlineData("function Leave { exit 4 }; Leave; 'not reached'", 4)]
    [InlineData("try { exit 6 } finally { 'cleaned' }", 6)]
    [InlineData("1 | ForEach-Object { exit 8 }", 8)]
    [InlineData("throw 'no'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Nothing", 1)]
    [InlineData("'a' }{", 1)]
    [InlineData("Get-Nothing; 'goes on'", 0)]
    [InlineData("try { throw 'no' } catch { exit 21 }", 21)]
    public void A_script_ends_with_its_exit_code(string script, int exitCode) =>
        Assert.Equal(exitCode, ShellProcess.Run(script).ExitCode);

    [Theory]
    [InlineData("dotnet nothing-of-this-name", 0)]
    [InlineData("dotnet nothing-of-this-name; exit $LASTEXITCODE", 1)]
    [InlineData("dotnet nothing-of-this-name; exit 0", 0)]
    public void A_native_command_does_not_decide_how_a_script_ends(string script, int exitCode) =>
        Assert.Equal(exitCode, ShellProcess.Run(script).ExitCode);

    [Fact]
    public void A_script_that_is_called_ends_alone()
    {
        using var folder = new TempFolder();
        folder.File("inner.ps1", "exit 5");
        folder.File("outer.ps1", "& (Join-Path $PSScriptRoot inner.ps1); \"inner: $LASTEXITCODE\"; exit 3");
        using var shell = ShellProcess.Start([folder["outer.ps1"]]);
        var result = shell.End();
        Assert.Equal(["inner: 5"], result.Lines);
        Assert.Equal(3, result.ExitCode);
    }

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 9", 9)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-Nothing", 1)]
    public void A_command_ends_with_its_exit_code(string command, int exitCode)
    {
        using var shell = ShellProcess.Start(["-Command", command]);
        Assert.Equal(exitCode, shell.End().ExitCode);
    }

    [Theory]
    [InlineData]
    [InlineData("nowhere.ps1")]
    [InlineData("-Nothing")]
    [InlineData("-Command")]
    public void What_cannot_be_run_is_bad_usage(params string[] arguments)
    {
        using var shell = ShellProcess.Start(arguments);
        var result = shell.End();
        Assert.Equal(64, result.ExitCode);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_stops_the_script_and_lets_it_clean_up(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to another process.");
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "Interrupts are ignored here, as in what a shell starts in the background.");
        using var folder = new TempFolder();
        folder.File("wait.ps1", "try { 'started'; Start-Sleep -Seconds 600 } finally { Write-Host 'cleaned' }");
        using var shell = ShellProcess.Start([folder["wait.ps1"]]);
        Assert.Equal("started", shell.ReadLine());
        Tool.Run("kill", "-" + signal, shell.Id.ToString());
        var result = shell.End();
        Assert.Equal(["cleaned"], result.Lines);
        Assert.Equal(exitCode, result.ExitCode);
    }

    /// <summary>Bit 1 of SigIgn is SIGINT; https://man7.org/linux/man-pages/man5/proc_pid_status.5.html.</summary>
    static bool IgnoresInterrupts()
    {
        if (!OperatingSystem.IsLinux()) return false;
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0;
    }
}
