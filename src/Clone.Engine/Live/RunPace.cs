using System;

namespace Clone.Engine.Live;

/// <summary>
/// How fast a run goes, how much of it is done and how long the rest takes: by the plan once everything has been compared,
/// before that by the size of the last run. To be asked with each moment of the run, in order.
/// </summary>
public sealed class RunPace
{
    // What one item costs beside its bytes, in bytes: a small file takes about as long as this much of a large one.
    const double CostOfItem = 64 * 1024;

    // The speed is that of about the last ten seconds.
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    bool hasMeasured;
    TimeSpan lastTime;
    double lastWork;
    long lastBytes;
    double workPerSecond;
    double bytesPerSecond;

    /// <summary>The moment with its speed and forecast.</summary>
    public RunProgress Measure(RunProgress moment)
    {
        var work = moment.Bytes + (CostOfItem * moment.Done);
        Take(work, moment.Bytes, moment.Elapsed);
        var measured = moment with { BytesPerSecond = bytesPerSecond };
        return moment.PlanKnown ? Foretell(measured, work) : Guess(measured);
    }

    /// <summary>While more is to be compared, the source is taken to hold about what it held the last time.</summary>
    static RunProgress Guess(RunProgress moment)
    {
        if (moment.Expected is not { } expected || moment.Seen <= 0 || moment.Seen >= expected) return moment;
        var left = moment.Elapsed.TotalSeconds * (expected - moment.Seen) / moment.Seen;
        return moment with
        {
            PercentComplete = (int)(100 * moment.Seen / expected),
            TimeLeft = TimeSpan.FromSeconds(Math.Ceiling(left)),
        };
    }

    void Take(double work, long bytes, TimeSpan elapsed)
    {
        var seconds = (elapsed - lastTime).TotalSeconds;
        if (seconds <= 0) return;
        // The first measurement stands alone; later ones weigh by the time that they cover.
        var weight = hasMeasured ? 1 - Math.Exp(-seconds / Memory.TotalSeconds) : 1;
        hasMeasured = true;
        workPerSecond += weight * (((work - lastWork) / seconds) - workPerSecond);
        bytesPerSecond += weight * (((bytes - lastBytes) / seconds) - bytesPerSecond);
        (lastTime, lastWork, lastBytes) = (elapsed, work, bytes);
    }

    RunProgress Foretell(RunProgress moment, double work)
    {
        var planned = moment.PlannedBytes + (CostOfItem * moment.Planned);
        var left = workPerSecond > 0 ? (planned - work) / workPerSecond : -1;
        return moment with
        {
            PercentComplete = planned > 0 ? (int)Math.Min(100, 100 * work / planned) : 100,
            TimeLeft = left is >= 0 and < int.MaxValue ? TimeSpan.FromSeconds(Math.Ceiling(left)) : null,
        };
    }
}
