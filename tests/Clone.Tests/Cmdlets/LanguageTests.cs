using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>Texts in the language of the user.</summary>
[Collection(StateCollection.Name)]
public sealed class LanguageTests : IDisposable
{
    readonly AnsweringHost host = new(answer: 2);
    readonly ModuleRunspace module;

    public LanguageTests() => module = new ModuleRunspace(host);

    public void Dispose() => module.Dispose();

    const string Japanese = "[System.Globalization.CultureInfo]::CurrentUICulture = 'ja-JP'; ";

    [Fact]
    public void Messages_and_errors_are_Japanese_for_a_Japanese_user()
    {
        Assert.Contains("マスター", Assert.Single(module.Run(Japanese + "Get-CloneNode -Verbose").Verbose));
        var error = module.Run(Japanese + "Get-CloneJob Missing").HasError("CloneJobNotFound");
        Assert.Contains("ジョブ", error.Exception.Message);
        Assert.Contains("ジョブ", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Questions_are_Japanese()
    {
        module.Job("Data");
        module.Run(Japanese + "Remove-CloneJob Data").HasNoErrors();
        Assert.Contains("ジョブの削除", Assert.Single(host.Questions));
    }

    [Fact]
    public void What_a_run_says_is_Japanese_on_its_own_threads_too()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "a");
        module.Run("Start-CloneSync Data").Single();
        File.Delete(Path.Combine(folders.Source, "a.txt"));
        var stop = module.Run(Japanese + "Start-CloneSync Data").HasError("CloneSourceEmpty");
        Assert.Contains("同期元フォルダー", stop.Exception.Message);
    }

    [Fact]
    public void Both_languages_have_the_same_keys_and_placeholders()
    {
        var english = Texts("Cmdlets.resx");
        var japanese = Texts("Cmdlets.ja.resx");
        Assert.Equal(english.Keys.Order(), japanese.Keys.Order());
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(japanese[text.Key])));
    }

    [Fact]
    public void Every_key_that_the_cmdlets_use_has_a_text()
    {
        var known = Texts("Cmdlets.resx").Keys.ToHashSet();
        var used = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"((?:Node|Target|Action|Progress|Warning)\\.[A-Z][A-Za-z]+)\""))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.NotEmpty(used);
        Assert.Subset(known, used);
        string[] built = ["Role.Master", "Role.Slave", .. Enum.GetNames<Clone.Engine.Live.RunPhase>().Select(phase => "Progress." + phase)];
        Assert.Subset(known, built.ToHashSet());
        Assert.Equal(known.Order(), used.Concat(built).Distinct().Order());
    }

    static string Sources { get; } = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "..", "..", "..", "src", "Clone.Cmdlets"));

    static Dictionary<string, string> Texts(string file) => XDocument
        .Load(Path.Combine(Sources, "Texts", file)).Descendants("data")
        .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);

    static IEnumerable<string> Placeholders(string text) =>
        Regex.Matches(text, @"\{(\d+)").Select(match => match.Groups[1].Value).Distinct().Order();
}
