using System.Text;

namespace Clone.Bench.Measuring;

/// <summary>A row's result as a table that reads as plain text and as Markdown.</summary>
static class Report
{
    const double MiB = 1 << 20;

    public static string Of(RowResult result)
    {
        var text = new StringBuilder();
        text.AppendLine("| side | median | min | max | processor | peak memory |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|");
        foreach (var side in result.Sides) text.AppendLine(Line(side));
        text.AppendLine();
        foreach (var verdict in result.Verdicts) text.AppendLine($"- {verdict}");
        return text.ToString();
    }

    static string Line(SideResult side)
    {
        var name = $"{side.Side.Name} {side.Side.Version}".TrimEnd();
        return side.Side.Missing is { } why
            ? $"| {name} | {why} | | | | |"
            : $"| {name} | {side.Median:f2} s | {side.Shortest:f2} s | {side.Longest:f2} s | {side.Processor:f2} s | {side.PeakBytes / MiB:f0} MiB |";
    }
}
