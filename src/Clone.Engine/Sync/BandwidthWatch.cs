using System;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>Keeps a run to its limit: looks twice a second what the setting, which may be changed meanwhile, says for the time of the day.</summary>
sealed class BandwidthWatch : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    readonly Func<string?> setting;
    readonly TimeProvider time;
    readonly ITimer timer;
    readonly object looking = new();
    string? text;
    BandwidthTable? table;

    /// <summary>Begins to look; the limit is in force when this returns.</summary>
    /// <param name="setting">The limit as the user said it; null for none. Where it throws a CloneException the last one stays in force.</param>
    /// <param name="time">The clock.</param>
    public BandwidthWatch(Func<string?> setting, TimeProvider time)
    {
        this.setting = setting;
        this.time = time;
        Gate = new BandwidthGate(time);
        Look();
        timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>What the contents pass.</summary>
    public BandwidthGate Gate { get; }

    /// <summary>Looks no more.</summary>
    public void Dispose() => timer.Dispose();

    void Look()
    {
        // A look that takes long, on a slow disk, is not joined by the next.
        if (!Monitor.TryEnter(looking)) return;
        try
        {
            Read();
            Gate.Limit = table?.At(time);
        }
        finally
        {
            Monitor.Exit(looking);
        }
    }

    void Read()
    {
        try
        {
            var now = setting();
            if (now == text) return;
            table = now is null ? null : BandwidthTable.Parse(now);
            text = now;
        }
        catch (CloneException)
        {
            // State that cannot be read for a moment, or was edited by hand, neither stops nor frees a run.
        }
    }
}
