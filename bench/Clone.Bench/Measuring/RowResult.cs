using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Rows;

namespace Clone.Bench.Measuring;

/// <summary>What was measured of a row.</summary>
sealed record RowResult(Row Row, IReadOnlyList<SideResult> Sides)
{
    /// <summary>Clone's own side.</summary>
    public SideResult Own => Sides[0];

    /// <summary>The peers that were measured, with Clone's time as a share of theirs, and the most that it may be.</summary>
    public IEnumerable<(SideResult Peer, double Ratio, double Bar)> Ratios =>
        from peer in Sides.Skip(1)
        where peer.Samples.Count > 0
        select (peer, Own.Median / peer.Median, peer.Side.Bar);

    /// <summary>Whether every side was measured and every bar met.</summary>
    public bool Met => Sides.All(s => s.Samples.Count > 0) && Ratios.All(r => r.Ratio <= r.Bar) && MemoryMet;

    /// <summary>Whether Clone's memory stayed below its bar.</summary>
    public bool MemoryMet => Row.MostBytes is not { } most || Own.PeakBytes <= most;
}
