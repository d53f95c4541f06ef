using System;
using System.Globalization;
using System.Resources;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Errors;

public sealed class ReasonTextTests
{
    static readonly ResourceManager Reasons = new("Clone.Engine.Texts.Reasons", typeof(IoProblem).Assembly);

    public static TheoryData<IoProblem> Problems => [.. Enum.GetValues<IoProblem>()];

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_problem_has_a_text_with_its_code_in_both_languages(IoProblem problem)
    {
        var english = Text(problem, "");
        var japanese = Text(problem, "ja");
        Assert.NotEqual(english, japanese);
        Assert.Contains("ENOSPC", string.Format(CultureInfo.InvariantCulture, english, "ENOSPC"), StringComparison.Ordinal);
        Assert.Contains("ENOSPC", string.Format(CultureInfo.InvariantCulture, japanese, "ENOSPC"), StringComparison.Ordinal);
        Assert.EndsWith(".", english, StringComparison.Ordinal);
        Assert.EndsWith("。", japanese, StringComparison.Ordinal);
        Assert.All(english, c => Assert.True(c < 0x80));
        Assert.Contains(japanese, c => c is >= '\u3040' and <= '\u30FF');
    }

    static string Text(IoProblem problem, string culture)
    {
        // Of the culture itself, so that the English text does not stand in for a missing one.
        var set = Reasons.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false);
        return Assert.IsType<string>(set?.GetString("Reason." + problem));
    }
}
