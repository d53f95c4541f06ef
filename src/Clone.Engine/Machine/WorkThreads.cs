using System;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Machine;

/// <summary>
/// Begins the threads that do a run's work on disks. They are the run's own: they wait for disks, which those of the pool must
/// not, since other code of the process needs them. And they end with their work, so that a low priority, which on Linux
/// nobody but root may raise again, needs not be put back.
/// </summary>
public sealed class WorkThreads
{
    readonly Action? prepare;

    WorkThreads(Action? prepare) => this.prepare = prepare;

    /// <summary>Threads like all others.</summary>
    public static WorkThreads Usual { get; } = new(prepare: null);

    /// <summary>Threads that leave processor and disks to others.</summary>
    public static WorkThreads Low { get; } = new(ThreadPriorities.Lower);

    /// <summary>Does work on a thread of its own.</summary>
    /// <returns>Ends as the work does; it is cancelled when the work was.</returns>
    public Task Run(Action work)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Do(work, done)) { IsBackground = true, Name = "Clone" };
        thread.Start();
        return done.Task;
    }

    void Do(Action work, TaskCompletionSource<bool> done)
    {
        try
        {
            prepare?.Invoke();
            work();
            done.SetResult(true);
        }
        catch (OperationCanceledException e)
        {
            done.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }
}
