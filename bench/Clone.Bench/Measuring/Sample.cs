using System;

namespace Clone.Bench.Measuring;

/// <summary>One timed run.</summary>
/// <param name="Wall">From the start to the end of all its processes.</param>
/// <param name="Processor">Time on processors, of all its processes.</param>
/// <param name="PeakBytes">Largest resident memory of any one of its processes.</param>
readonly record struct Sample(TimeSpan Wall, TimeSpan Processor, long PeakBytes)
{
    /// <summary>One run after another.</summary>
    public static Sample operator +(Sample a, Sample b) => new(a.Wall + b.Wall, a.Processor + b.Processor, Math.Max(a.PeakBytes, b.PeakBytes));
}
