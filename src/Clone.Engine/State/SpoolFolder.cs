using System;
using System.Collections.Generic;
using System.IO;
using Clone.Engine.Errors;

namespace Clone.Engine.State;

/// <summary>
/// The files that runs and previews put aside while they last. Beside each lies a lock that its process holds for as
/// long; what a killed process left is known by its lock being free.
/// </summary>
sealed class SpoolFolder(StateFolder folder, IStateStore store)
{
    const string LockSuffix = ".lock";

    /// <summary>Makes a file, which is deleted when it is closed.</summary>
    /// <param name="id">The run, or any id that nobody else uses.</param>
    /// <exception cref="CloneException">CloneStateUnavailable, CloneStateBusy.</exception>
    public IStateFile Create(Guid id)
    {
        var path = folder.Spool(id);
        var lockPath = LockOf(path);
        // Between the making of a lock and its being held nobody may take it for one that was left.
        using var gate = FileLock.Acquire(Gate, FileLock.StoreWait);
        var own = FileLock.TryAcquire(lockPath) ?? throw new CloneException(ErrorId.CloneStateBusy, lockPath);
        try
        {
            return new SpoolFile(store.CreateTemporary(path), own, lockPath);
        }
        catch
        {
            own.Dispose();
            TryDelete(lockPath);
            throw;
        }
    }

    /// <summary>Deletes what processes left that do not live any more. Waits for nobody and stops nobody.</summary>
    public void Sweep()
    {
        try
        {
            var ids = Ids();
            if (ids.Count == 0) return;
            using var gate = FileLock.TryAcquire(Gate);
            if (gate is null) return;
            // Anew: what was there before the gate was taken may belong to a spool that is closed by now.
            foreach (var id in Ids()) Sweep(folder.Spool(id));
        }
        catch (Exception e) when (e is CloneException or IOException or UnauthorizedAccessException)
        {
            // What stays takes room and does no harm; the next one looks again.
        }
    }

    string Gate => folder.Lock("spool");

    static void Sweep(string path)
    {
        var lockPath = LockOf(path);
        using (var left = FileLock.TryAcquire(lockPath))
        {
            // The lock's file goes last: without it nothing would be known of the rest.
            if (left is null || !TryDelete(path)) return;
        }
        TryDelete(lockPath);
    }

    HashSet<Guid> Ids()
    {
        var ids = new HashSet<Guid>();
        if (!Directory.Exists(folder.Spools)) return ids;
        foreach (var path in Directory.GetFiles(folder.Spools))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (Guid.TryParseExact(name, "D", out var id)) ids.Add(id);
        }
        return ids;
    }

    static string LockOf(string path) => Path.ChangeExtension(path, LockSuffix);

    static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The file with its lock, which outlasts it.</summary>
    sealed class SpoolFile(IStateFile file, FileLock own, string lockPath) : IStateFile
    {
        public ISortedTable Table(string name) => file.Table(name);

        public string? GetProperty(string name) => file.GetProperty(name);

        public void SetProperty(string name, string? value) => file.SetProperty(name, value);

        public void SetDurably(string name, string? value) => file.SetDurably(name, value);

        public void Dispose()
        {
            try
            {
                file.Dispose();
            }
            finally
            {
                own.Dispose();
                // No gate: nobody else makes a file of this id, and whoever sweeps meanwhile deletes the lock as well.
                TryDelete(lockPath);
            }
        }
    }
}
