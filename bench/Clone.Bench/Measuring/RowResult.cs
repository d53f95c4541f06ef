using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Rows;

namespace Clone.Bench.Measuring;

/// <summary>What was measured of a row.</summary>
sealed record RowResult(Row Row, IReadOnlyList<SideResult> Sides)
{
    /// <summary>Clone's own side.</summary>
    public SideResult Own => Sides[0];

    /// <summary>What the figures say; nothing when Clone's own side is missing.</summary>
    public IReadOnlyList<Verdict> Verdicts => Own.Samples.Count == 0 ? [] : [.. Row.Judge(this)];

    /// <summary>Whether every side was measured and every bar met.</summary>
    public bool IsMet => Sides.All(s => s.Samples.Count > 0) && Verdicts.All(v => v.IsMet != false);
}
