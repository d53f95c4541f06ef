using Xunit;

namespace Clone.Tests.Shell;

public sealed class ArgumentTests
{
    const string Script = """
        [CmdletBinding()]
        param([string] $Name, [int] $Count = 1, [switch] $Quick, [bool] $Sure, [Parameter(ValueFromRemainingArguments)] [string[]] $Rest)
        "$Name;$Count;$Quick;$Sure;$($Rest -join '|')"
        """;

    [Theory]
    [InlineData(";1;False;False;")]
    [InlineData("Office;3;False;False;", "-Name", "Office", "-Count", "3")]
    [InlineData("Office;3;False;False;", "Office", "3")]
    [InlineData("Office;3;True;False;", "-Quick", "Office", "3")]
    [InlineData("Office;1;False;True;", "-Quick:$false", "-Sure:true", "-Name:Office")]
    [InlineData("a b;1;False;False;", "-n", "a b")]
    [InlineData("a:b;1;False;False;", "-Name:a:b")]
    [InlineData("-x;1;False;False;", "-Name:", "-x")]
    [InlineData("Office;2;False;False;--files|5|-namespace|a.b", "Office", "2", "--files", "5", "-namespace", "a.b")]
    [InlineData("-Count;1;False;False;", "--", "-Count")]
    [InlineData("$(throw);1;False;False;", "-Name", "$(throw)")]
    [InlineData("';1;False;False;", "'")]
    [InlineData(";1;False;False;", "")]
    public void Arguments_are_bound_as_pwsh_File_binds_them(string expected, params string[] arguments)
    {
        var result = ShellProcess.Run(Script, arguments);
        Assert.Equal("", result.Errors);
        Assert.Equal([expected], result.Lines);
    }

    [Theory]
    [InlineData("'many'", "-Count", "many")]
    [InlineData("'Name'", "-Name")]
    public void An_argument_that_does_not_fit_is_an_error(string named, params string[] arguments)
    {
        var result = ShellProcess.Run(Script, arguments);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(named.Trim('\''), result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_mandatory_parameter_without_anybody_to_ask_is_an_error()
    {
        var result = ShellProcess.Run("param([Parameter(Mandatory)] [string] $Name) $Name");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Name", result.Errors);
    }

    [Fact]
    public void The_script_knows_its_place()
    {
        var lines = ShellProcess.Run("$PSScriptRoot -eq (Split-Path $PSCommandPath); (Get-Location).Path -eq $PSScriptRoot; $Host.Name").Lines;
        Assert.Equal(["True", "True", "CloneShell"], lines);
    }
}
