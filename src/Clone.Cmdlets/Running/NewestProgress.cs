using System;
using System.Threading;
using Clone.Engine.Live;

namespace Clone.Cmdlets.Running;

/// <summary>
/// Keeps the newest moment that a run reports, from whatever thread, until the thread of the pipeline takes it.
/// </summary>
sealed class NewestProgress : IProgress<RunProgress>
{
    RunProgress? newest;

    /// <inheritdoc/>
    public void Report(RunProgress value) => Volatile.Write(ref newest, value);

    /// <summary>The newest moment that was not taken yet, or null.</summary>
    public RunProgress? Take() => Interlocked.Exchange(ref newest, null);
}
