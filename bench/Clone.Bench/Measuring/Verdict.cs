using System.Collections.Generic;
using System.Linq;

namespace Clone.Bench.Measuring;

/// <summary>What the figures of a row say about one thing.</summary>
/// <param name="Text">The figure and the bar, as a sentence without its end.</param>
/// <param name="IsMet">Whether the bar is met; null where none is asked for.</param>
sealed record Verdict(string Text, bool? IsMet)
{
    const double MiB = 1 << 20;

    /// <summary>Clone's time against that of each peer that was measured.</summary>
    /// <param name="result">The figures.</param>
    /// <param name="hasBar">False where they are only reported.</param>
    public static IEnumerable<Verdict> OfTimes(RowResult result, bool hasBar = true) =>
        from peer in result.Sides.Skip(1)
        where peer.Samples.Count > 0
        let ratio = result.Own.Median / peer.Median
        let text = $"Clone takes {ratio:f2} of the time of {peer.Side.Name}"
        select hasBar ? new Verdict($"{text}; at most {peer.Side.Bar:0.0#} is asked for", ratio <= peer.Side.Bar) : new Verdict(text, null);

    /// <summary>Clone's memory against a limit.</summary>
    public static Verdict OfMemory(RowResult result, long mostBytes) => new(
        $"Clone needs {result.Own.PeakBytes / MiB:f0} MiB at most; {mostBytes / MiB:f0} MiB are allowed", result.Own.PeakBytes <= mostBytes);

    /// <inheritdoc/>
    public override string ToString() => IsMet is { } met ? $"{Text}: {(met ? "met" : "MISSED")}." : Text + ".";
}
