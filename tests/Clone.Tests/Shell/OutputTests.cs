using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Shell;

public sealed class OutputTests
{
    [Fact]
    public void Objects_are_formatted()
    {
        var result = ShellProcess.Run("[pscustomobject]@{ Name = 'a'; Size = 1 }, [pscustomobject]@{ Name = 'b'; Size = 22 }; 'text'; 7");
        Assert.Equal(["Name Size", "---- ----", "a       1", "b      22", "text", "7"], result.Lines);
        Assert.Equal("", result.Errors);
    }

    [Fact]
    public void Messages_go_to_the_error_stream_and_objects_to_the_output()
    {
        var result = ShellProcess.Run("""
            Write-Warning 'careful'
            Write-Verbose 'hidden'
            Write-Verbose 'shown' -Verbose
            Write-Host 'said'
            Write-Error 'wrong'
            'object'
            """);
        Assert.Equal(["said", "object"], result.Lines);
        Assert.Contains("WARNING: careful", result.Errors);
        Assert.Contains("VERBOSE: shown", result.Errors);
        Assert.DoesNotContain("hidden", result.Errors);
        Assert.Contains("wrong", result.Errors);
    }

    [Theory]
    [InlineData("throw 'no luck'", "no luck")]
    [InlineData("Get-Nothing", "Get-Nothing")]
    [InlineData("1/0", "divide")]
    public void An_error_names_its_place(string statement, string message)
    {
        var result = ShellProcess.Run("'first line'\n" + statement);
        Assert.Equal(["first line"], result.Lines);
        Assert.Contains(message, result.Errors);
        Assert.Contains("test.ps1:2", result.Errors);
    }

    [Fact]
    public void Files_and_pipes_get_plain_text_without_progress()
    {
        var result = ShellProcess.Run("""
            $record = [Management.Automation.ProgressRecord]::new(1, 'Copying', 'one')
            $record.PercentComplete = 50
            $Host.UI.WriteProgress(1, $record)
            Write-Host 'green' -ForegroundColor Green
            Get-Nothing
            """);
        Assert.Equal(["green"], result.Lines);
        Assert.DoesNotContain('\u001b', result.Output + result.Errors);
        Assert.DoesNotContain("Copying", result.Output + result.Errors);
    }

    [Fact]
    public void A_terminal_gets_progress_that_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        folder.File("test.ps1", """
            $record = [Management.Automation.ProgressRecord]::new(1, 'Copying', 'one file')
            $record.PercentComplete = 50
            $Host.UI.WriteProgress(1, $record)
            'between'
            $Host.UI.WriteProgress(1, $record)
            """);
        var output = ShellProcess.RunOnTerminal(folder["test.ps1"]);
        const string line = "\rCopying [##########..........] 50%  one file\u001b[K";
        Assert.Contains(line + "\r\u001b[Kbetween", output);
        Assert.EndsWith("\r\u001b[K", output[..(output.LastIndexOf("\u001b[K", StringComparison.Ordinal) + 3)]);
        Assert.Equal(2, output.Split(line).Length - 1);
    }

    [Fact]
    public void Native_commands_write_for_themselves()
    {
        var result = ShellProcess.Run("dotnet --version; 'abc' | ForEach-Object { $_ }; $piped = dotnet --version; \"piped $piped\"");
        Assert.Equal(3, result.Lines.Length);
        Assert.Equal("piped " + result.Lines[0], result.Lines[2]);
    }

    [Fact]
    public void Texts_come_in_the_language_of_the_user()
    {
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string?> { ["LANG"] = "ja_JP.UTF-8", ["CLONE_HOME"] = folder["state"] };
        using var shell = ShellProcess.Start(["-Command", "$Host.CurrentUICulture.Name; Get-CloneJob -Name nothing"], environment);
        var result = shell.End();
        Assert.SkipUnless(result.Lines.SingleOrDefault() == "ja-JP", "This machine's .NET runs without cultures.");
        Assert.Contains("ジョブ", result.Errors);
    }
}
