using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>The language of the settings holds for whoever runs a command, and for no other.</summary>
[Collection(StateCollection.Name)]
public sealed class LanguageTests : IDisposable
{
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void Messages_events_and_reports_are_in_the_language_that_was_chosen()
    {
        var folders = module.Job("Data");
        folders.Write("a", "a");
        Assert.Equal("System", module.Run("Get-CloneSetting").Single().Get("Language"));
        module.Run("Set-CloneSetting -Language Japanese").HasNoErrors();
        var before = module.Run("[cultureinfo]::CurrentUICulture.Name").Single().BaseObject;
        Assert.Contains("ジョブ", module.Run("Get-CloneJob Missing").HasError("CloneJobNotFound").ErrorDetails.Message, StringComparison.Ordinal);
        module.Run("Start-CloneSync Data").HasNoErrors();
        Assert.Contains("同期", (string)module.Run("Get-CloneLog -EventId sync.succeeded").Single().Get("Message")!, StringComparison.Ordinal);
        Assert.Equal(before, module.Run("[cultureinfo]::CurrentUICulture.Name").Single().BaseObject);
        module.Run("Set-CloneSetting -Language English").HasNoErrors();
        module.Run("Start-CloneSync Data").HasNoErrors();
        var texts = module.Run("Get-CloneLog -EventId sync.succeeded").All("Message").Cast<string>().ToArray();
        Assert.Equal(2, texts.Length);
        Assert.DoesNotContain("同期", texts[1], StringComparison.Ordinal);
        Assert.DoesNotContain("ジョブ", module.Run("Get-CloneJob Missing").HasError("CloneJobNotFound").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_in_a_pipeline_speak_for_themselves()
    {
        module.Job("Data").Write("a", "a");
        module.Run("Set-CloneSetting -Language Japanese").HasNoErrors();
        var culture = CultureInfo.CurrentUICulture.Name;
        var seen = module.Run("Get-CloneJob Data | ForEach-Object { [cultureinfo]::CurrentUICulture.Name }").Single().BaseObject;
        Assert.Equal(module.Run("[cultureinfo]::CurrentUICulture.Name").Single().BaseObject, seen);
        Assert.Equal(culture, CultureInfo.CurrentUICulture.Name);
    }
}
