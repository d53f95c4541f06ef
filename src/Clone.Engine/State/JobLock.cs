using System;
using System.Globalization;
using System.Threading;

namespace Clone.Engine.State;

/// <summary>Held while a run of a job is under way, in whichever process: a job has one run at a time.</summary>
sealed class JobLock : IDisposable
{
    const int MostTries = 5;
    const int Pause = 50; // milliseconds

    readonly FileLock taken;

    JobLock(FileLock taken) => this.taken = taken;

    /// <summary>Takes the lock of a job; null when a run has it.</summary>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable.</exception>
    public static JobLock? TryAcquire(StateFolder folder, Guid jobId)
    {
        var path = folder.Lock("job-" + jobId.ToString("D", CultureInfo.InvariantCulture));
        for (var tries = 1; ; tries++)
        {
            if (FileLock.TryAcquire(path) is { } taken) return new JobLock(taken);
            if (tries == MostTries) return null;
            // On Windows a scanner that looks at the file for a moment is no run.
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => taken.Dispose();
}
