using System;
using System.IO;
using Clone.Engine.Errors;
using Clone.Engine.Settings;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    readonly TestMachine machine = new();

    string FileName => Path.Combine(machine.Home, "settings.json");

    public void Dispose() => machine.Dispose();

    [Fact]
    public void One_run_at_once_is_what_holds_at_first()
    {
        using var node = machine.Open();
        Assert.Equal(1, node.Settings.Read().MaxConcurrentRuns);
        Assert.False(File.Exists(FileName));
    }

    [Fact]
    public void What_is_changed_stays_and_what_is_not_said_too()
    {
        using (var node = machine.Open()) Assert.Equal(3, node.Settings.Change(new SettingsChanges { MaxConcurrentRuns = 3 }).MaxConcurrentRuns);
        using var again = machine.Open();
        Assert.Equal(3, again.Settings.Change(new SettingsChanges()).MaxConcurrentRuns);
        Assert.Equal(3, again.Settings.Read().MaxConcurrentRuns);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void A_value_out_of_range_is_refused_and_says_the_range(int runs)
    {
        using var node = machine.Open();
        var error = Failing.With(ErrorId.CloneSettingInvalid, () => node.Settings.Change(new SettingsChanges { MaxConcurrentRuns = runs }));
        Assert.Contains("1", error.Message, StringComparison.Ordinal);
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FileName));
    }

    [Theory]
    [InlineData("{", ErrorId.CloneStateDamaged)]
    [InlineData("""{ "version": 1, "maxConcurrentRuns": 0 }""", ErrorId.CloneStateDamaged)]
    [InlineData("""{ "version": 1, "proxy": "http://user:password@proxy" }""", ErrorId.CloneStateDamaged)]
    [InlineData("""{ "version": 2 }""", ErrorId.CloneStateTooNew)]
    public void A_file_that_makes_no_sense_is_told_and_never_overwritten(string text, ErrorId error)
    {
        using var node = machine.Open();
        File.WriteAllText(FileName, text);
        Failing.With(error, () => node.Settings.Read());
        Failing.With(error, () => node.Settings.Change(new SettingsChanges { MaxConcurrentRuns = 2 }));
        Assert.Equal(text, File.ReadAllText(FileName));
    }

    [Fact]
    public void Nothing_in_a_list_is_passed_over()
    {
        using var node = machine.Open();
        File.WriteAllText(FileName, """{ "version": 1, "proxyBypass": ["a", null, "b"] }""");
        Assert.Equal(["a", "b"], node.Settings.Read().ProxyBypass);
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        using var node = machine.Open();
        Assert.Equal(2, node.Settings.Check(new SettingsChanges { MaxConcurrentRuns = 2 }).MaxConcurrentRuns);
        Assert.Equal(1, node.Settings.Read().MaxConcurrentRuns);
    }
}
