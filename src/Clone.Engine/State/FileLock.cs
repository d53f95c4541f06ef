using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.State;

/// <summary>
/// A file that this process holds open exclusively. The operating system drops the lock when the process ends in
/// whatever way, so there is nothing to clean up and no process id to be taken for another's.
/// </summary>
sealed class FileLock : IDisposable
{
    /// <summary>How long a command waits for another one that reads, changes and writes a store.</summary>
    public static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(60);

    const int SharingViolation = unchecked((int)0x80070020);
    const int LockViolation = unchecked((int)0x80070021);
    const int WouldBlockOnLinux = 11;
    const int WouldBlockOnBsd = 35;

    readonly FileStream file;

    FileLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock if nobody holds it; null otherwise.</summary>
    /// <exception cref="CloneException">CloneStateUnavailable: the file cannot be made or opened.</exception>
    public static FileLock? TryAcquire(string path)
    {
        try
        {
            var file = PrivateFile.OpenOrMake(path, FileShare.None);
            return IsLocked(file) ? new FileLock(file) : null;
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
        }
    }

    /// <summary>Takes the lock, and waits for it if need be.</summary>
    /// <exception cref="CloneException">CloneStateBusy: it was held all the time.</exception>
    public static FileLock Acquire(string path, TimeSpan wait)
    {
        var watch = Stopwatch.StartNew();
        for (var pause = 1; ; pause = Math.Min(pause * 2, 50))
        {
            if (TryAcquire(path) is { } taken) return taken;
            if (watch.Elapsed >= wait) throw new CloneException(ErrorId.CloneStateBusy, path);
            Thread.Sleep(pause);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>
    /// On Unix .NET goes on without a lock where the file system has none, or where it was told to take none; two runs of
    /// one job would then both believe that they are alone.
    /// </summary>
    static bool IsLocked(FileStream file)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return true;
        if (Libc.Lock(file.SafeFileHandle, Libc.LockExclusiveAtOnce) == 0) return true;
        var number = Errno.Last;
        file.Dispose();
        return number == Errno.Again ? false : throw new IOException(Errno.Of(number).Name);
    }

    static bool IsHeld(IOException e) =>
        e.HResult is SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnBsd;
}
