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
        foreach (var (peer, ratio, bar) in result.Ratios)
            text.AppendLine($"- Clone takes {ratio:f2} of the time of {peer.Side.Name}; at most {bar:f1} is asked for: {Verdict(ratio <= bar)}.");
        if (result.Row.MostBytes is { } most)
            text.AppendLine($"- Clone needs {result.Own.PeakBytes / MiB:f0} MiB at most; {most / MiB:f0} MiB are allowed: {Verdict(result.MemoryMet)}.");
        return text.ToString();
    }

    static string Line(SideResult side) => side.Side.Missing is { } why
        ? $"| {side.Side.Name} | {why} | | | | |"
        : $"| {side.Side.Name} {side.Side.Version} | {side.Median:f2} s | {side.Shortest:f2} s | {side.Longest:f2} s "
            + $"| {side.Processor:f2} s | {side.PeakBytes / MiB:f0} MiB |";

    static string Verdict(bool met) => met ? "met" : "MISSED";
}
