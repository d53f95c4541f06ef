using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Rows;

namespace Clone.Bench.Measuring;

/// <summary>What was measured of one side; no samples when it is missing.</summary>
sealed record SideResult(Side Side, IReadOnlyList<Sample> Samples)
{
    public double Median => Middle([.. Samples.Select(s => s.Wall.TotalSeconds).Order()]);

    public double Shortest => Samples.Min(s => s.Wall.TotalSeconds);

    public double Longest => Samples.Max(s => s.Wall.TotalSeconds);

    public double Processor => Middle([.. Samples.Select(s => s.Processor.TotalSeconds).Order()]);

    public long PeakBytes => Samples.Max(s => s.PeakBytes);

    static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
