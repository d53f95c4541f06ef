using System;
using System.Globalization;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Texts;
using CsCheck;
using Xunit;

namespace Clone.Tests.Texts;

public sealed class DisplayTextTests
{
    static readonly Gen<string> AnyText = Gen.OneOf(
            Gen.Char['\0', '\u00FF'], Gen.Char['\u2000', '\u2070'], Gen.Char['\uD800', '\uDFFF'], Gen.Char['\0', '\uFFFF'])
        .Array[0, 12].Select(c => new string(c));

    [Theory]
    [InlineData("plain.txt", "plain.txt")]
    [InlineData("日本語 😀", "日本語 😀")]
    [InlineData("a\r\nb", "a\\u000D\\u000Ab")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("\u0085\u009B\u007F", "\\u0085\\u009B\\u007F")]
    [InlineData("\u202Egpj.exe", "\\u202Egpj.exe")]
    [InlineData("\u2066x\u2069\u200F\u061C", "\\u2066x\\u2069\\u200F\\u061C")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("C:\\new", "C:\\new")]
    public void Dangerous_characters_stand_as_codes(string text, string shown) => Assert.Equal(shown, DisplayText.Escape(text));

    [Fact]
    public void Lone_surrogates_stand_as_codes()
    {
        Assert.Equal("x\\uD800", DisplayText.Escape("x\uD800"));
        Assert.Equal("\\uDC00\\uD83D😀", DisplayText.Escape("\uDC00\uD83D😀"));
    }

    [Fact]
    public void What_is_shown_is_well_formed_and_holds_nothing_dangerous() => AnyText.Sample(text =>
    {
        var shown = DisplayText.Escape(text);
        Assert.Equal(shown, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));
        Assert.DoesNotContain(shown, c => char.IsControl(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".Contains(c));
        Assert.Same(shown, DisplayText.Escape(shown));
    });

    [Fact]
    public void Ordinary_text_stays_the_same_object() => Gen.Char
        .Where(c => !(char.IsControl(c) || char.IsSurrogate(c) || c is (>= '\u2000' and <= '\u2070') or '\u061C'))
        .Array[0, 12].Select(c => new string(c))
        .Sample(text => Assert.Same(text, DisplayText.Escape(text)));

    [Fact]
    public void Errors_show_names_from_outside_escaped()
    {
        var error = new CloneException(ErrorId.CloneJobNotFound, "a\u202Eb\n");
        Assert.Contains("a\\u202Eb\\u000A", error.Message, StringComparison.Ordinal);
        Assert.Equal("a\u202Eb\n", error.Arguments[0]);
    }
}
