using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Engine.Live;

/// <summary>A run's place in the line, from the moment that it is asked for until it has ended.</summary>
sealed class RunPlace : IDisposable
{
    /// <summary>How often a run that waits looks whether it is its turn.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>So many looks in a row without its ticket tell that it was removed.</summary>
    const int MostMissing = 5;

    readonly RunQueue queue;
    readonly FileLock own;
    readonly LiveFile live;
    bool left;

    internal RunPlace(RunQueue queue, RunTicket ticket, FileLock own, LiveFile live)
    {
        this.queue = queue;
        this.own = own;
        this.live = live;
        Ticket = ticket;
    }

    /// <summary>The run.</summary>
    public RunTicket Ticket { get; private set; }

    /// <summary>Whether another process wants the run to end.</summary>
    public bool IsStopRequested => queue.IsStopRequested(Ticket.RunId);

    /// <summary>Begins the run if it is its turn; one that has left never has it.</summary>
    /// <param name="limit">How many runs may be under way at once.</param>
    public bool TryBegin(int limit)
    {
        if (left || queue.TryBegin(Ticket, limit) is not { } begun) return false;
        Ticket = begun;
        return true;
    }

    /// <summary>Waits until the run has begun.</summary>
    /// <param name="limit">How many runs may be under way at once; asked again each time, for it may be changed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CloneException">CloneStateUnavailable: somebody removed its place in the line; CloneStateBusy.</exception>
    public async Task BeginAsync(Func<int> limit, CancellationToken cancellation)
    {
        for (var missing = 0; !TryBegin(limit());)
        {
            // The turn of a run that is in no list any more would never come.
            missing = queue.Holds(Ticket.RunId) ? 0 : missing + 1;
            if (missing == MostMissing) throw queue.Removed(Ticket.RunId);
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Shows others how far the run is. What cannot be written is not shown.</summary>
    public void Show(RunProgress progress)
    {
        try
        {
            queue.Show(live, progress);
        }
        catch (IOException)
        {
            // The run itself is what matters; the next moment is shown when it can be.
        }
    }

    /// <summary>Leaves the line.</summary>
    public void Dispose()
    {
        if (left) return;
        left = true;
        live.Dispose();
        queue.Leave(Ticket.RunId, own);
    }
}
