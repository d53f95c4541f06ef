using System;
using System.Globalization;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>Ends a run in good order at a time of the day, counted from when it was asked for, or a time after it began.</summary>
sealed class RunDeadline : IDisposable
{
    readonly JobDefinition job;
    readonly TimeProvider time;
    readonly CancellationTokenSource over;
    readonly ITimer? ofDay;
    ITimer? ofDuration;
    string? reached;

    /// <summary>Begins to wait for the time of the day.</summary>
    /// <param name="job">The job with its limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the run too.</param>
    public RunDeadline(JobDefinition job, TimeProvider time, CancellationToken cancellation)
    {
        this.job = job;
        this.time = time;
        over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (job.StopAt is { } moment) ofDay = Arm(Until(moment, time), moment.ToString("hh\\:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>Cancelled when the time is over, or with the token that was given.</summary>
    public CancellationToken Token => over.Token;

    /// <summary>Why the run is to end; null while it is not for its time.</summary>
    public CloneException? Reached => reached is { } limit ? new CloneException(ErrorId.CloneRunTimeOver, job.Name, limit) : null;

    /// <summary>The run has begun.</summary>
    public void Begin()
    {
        if (job.MaxDuration is { } most) ofDuration = Arm(most, most.ToString("c", CultureInfo.InvariantCulture));
    }

    /// <summary>Waits no more.</summary>
    public void Dispose()
    {
        ofDay?.Dispose();
        ofDuration?.Dispose();
        lock (over) over.Dispose();
    }

    /// <summary>How long it is until a time of the day comes next: a whole day when it is now.</summary>
    public static TimeSpan Until(TimeSpan timeOfDay, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, time.LocalTimeZone).DateTime;
        var next = local.Date + timeOfDay;
        if (next <= local) next = next.AddDays(1);
        var due = new DateTimeOffset(next, time.LocalTimeZone.GetUtcOffset(next)) - now;
        return due > TimeSpan.Zero ? due : TimeSpan.Zero;
    }

    ITimer Arm(TimeSpan due, string limit) => time.CreateTimer(_ => End(limit), null, due, Timeout.InfiniteTimeSpan);

    void End(string limit)
    {
        lock (over)
        {
            if (over.IsCancellationRequested) return;
            reached = limit;
            try
            {
                over.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The run ended by itself meanwhile.
            }
        }
    }
}
