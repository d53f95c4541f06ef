using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;
using System.Text.RegularExpressions;
using Clone.Engine.Errors;
using Clone.Engine.Texts;
using Xunit;

namespace Clone.Tests.Texts;

/// <summary>Every error has its text and advice in every language, and translations keep the placeholders.</summary>
public sealed partial class ErrorTextTests
{
    static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    public static TheoryData<ErrorId> Ids() => [.. Enum.GetValues<ErrorId>()];

    public static TheoryData<string> Files() => ["Errors", "Events", "Reasons", "Runs", "Checks"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_error_has_text_and_advice_in_both_languages(ErrorId id)
    {
        var english = Texts("Errors", CultureInfo.InvariantCulture);
        var japanese = Texts("Errors", Japanese);
        foreach (var key in new[] { "Error." + id, "Advice." + id })
        {
            Assert.Matches("[a-zA-Z]", english[key]);
            Assert.Matches("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsCJKUnifiedIdeographs}]", japanese[key]);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Translations_have_the_same_keys_and_placeholders(string file)
    {
        var english = Texts(file, CultureInfo.InvariantCulture);
        var japanese = Texts(file, Japanese);
        Assert.Equal(english.Keys.Order(), japanese.Keys.Order());
        Assert.All(english, text => Assert.True(
            Placeholders(text.Value).SequenceEqual(Placeholders(japanese[text.Key])), text.Key));
    }

    [Fact]
    public void No_text_is_without_its_error()
    {
        var ids = Enum.GetNames<ErrorId>();
        Assert.All(Texts("Errors", CultureInfo.InvariantCulture).Keys, key => Assert.Contains(key.Split('.')[1], ids));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_advice_uses_no_argument_that_the_documentation_lacks(ErrorId id)
    {
        var error = new CloneException(id, "a0", "a1", "a2", "a3");
        Assert.DoesNotContain("{", error.Message + error.Advice, StringComparison.Ordinal);
        Assert.Equal(id, error.Id);
    }

    [Fact]
    public void The_language_is_that_of_the_user()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja-JP");
            Assert.Contains("ジョブ「x」はありません", new CloneException(ErrorId.CloneJobNotFound, "x").Message, StringComparison.Ordinal);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Contains("There is no job", new CloneException(ErrorId.CloneJobNotFound, "x").Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    static Dictionary<string, string> Texts(string file, CultureInfo culture)
    {
        var resources = new ResourceManager("Clone.Engine.Texts." + file, typeof(Text).Assembly);
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Placeholder();
}
