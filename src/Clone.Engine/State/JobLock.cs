using System;
using System.Globalization;

namespace Clone.Engine.State;

/// <summary>Held while a run of a job is under way, in whichever process: a job has one run at a time.</summary>
sealed class JobLock : IDisposable
{
    readonly FileLock taken;

    JobLock(FileLock taken) => this.taken = taken;

    /// <summary>Takes the lock of a job; null when a run has it.</summary>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable.</exception>
    public static JobLock? TryAcquire(StateFolder folder, Guid jobId)
    {
        var name = "job-" + jobId.ToString("D", CultureInfo.InvariantCulture);
        return FileLock.TryAcquire(folder.Lock(name)) is { } taken ? new JobLock(taken) : null;
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => taken.Dispose();
}
