using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.State;

/// <summary>
/// The runs that are under way on this node, in whichever process. A run enters with what it reads and writes, and no
/// run enters whose folders another one uses in a way that would spoil a copy. Each run holds a lock of its own, so
/// that what a killed process left is told from a run that lives.
/// </summary>
sealed class ActiveRuns(StateFolder folder, IJsonFormat json)
{
    const string Prefix = "run-";
    const string LockSuffix = ".lock";

    /// <summary>Lets a run in.</summary>
    /// <returns>To be disposed of when the run has ended.</returns>
    /// <exception cref="CloneException">
    /// CloneSourceInUse: the run would read what another one writes, or write what another one reads or writes.
    /// </exception>
    public IDisposable Enter(ActiveRun run)
    {
        using var gate = FileLock.Acquire(folder.Lock("active"), FileLock.StoreWait);
        foreach (var other in Living()) Check(run, other);
        var name = Prefix + run.RunId.ToString("D", CultureInfo.InvariantCulture);
        var own = FileLock.TryAcquire(folder.Lock(name)) ?? throw new CloneException(ErrorId.CloneStateBusy, folder.Lock(name));
        try
        {
            FileOf(name).Write(run);
        }
        catch
        {
            own.Dispose();
            throw;
        }
        return new Place(this, name, own);
    }

    /// <summary>The runs that are under way now.</summary>
    public IReadOnlyList<ActiveRun> List()
    {
        using var gate = FileLock.Acquire(folder.Lock("active"), FileLock.StoreWait);
        return Living();
    }

    void Check(ActiveRun run, ActiveRun other)
    {
        if (Meet(run.Source, other.Destination)) throw new CloneException(ErrorId.CloneSourceInUse, run.Source, other.JobName);
        if (Meet(run.Destination, other.Destination) || Meet(run.Destination, other.Source))
            throw new CloneException(ErrorId.CloneSourceInUse, run.Destination, other.JobName);
    }

    bool Meet(string? one, string? other) =>
        one is not null && other is not null && FolderPaths.Overlap(one, other, folder.Platform.PathComparison);

    List<ActiveRun> Living()
    {
        var living = new List<ActiveRun>();
        foreach (var path in Directory.GetFiles(folder.Locks, Prefix + "*" + LockSuffix))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (FileLock.TryAcquire(path) is { } left)
            {
                left.Dispose();
                Forget(name);
            }
            else if (FileOf(name).Read() is { } run)
            {
                living.Add(run);
            }
        }
        return living;
    }

    void Forget(string name)
    {
        File.Delete(FolderPaths.Join(folder.Locks, name + ".json"));
        File.Delete(folder.Lock(name));
    }

    JsonFile<ActiveRun> FileOf(string name) =>
        new(folder.Locks, name + ".json", ActiveRun.CurrentVersion, folder.Platform, json);

    void Leave(string name, FileLock own)
    {
        try
        {
            using var gate = FileLock.Acquire(folder.Lock("active"), FileLock.StoreWait);
            own.Dispose();
            Forget(name);
        }
        catch (CloneException)
        {
            // The next run that enters finds the lock free and forgets the place.
            own.Dispose();
        }
    }

    sealed class Place(ActiveRuns runs, string name, FileLock own) : IDisposable
    {
        bool left;

        public void Dispose()
        {
            if (left) return;
            left = true;
            runs.Leave(name, own);
        }
    }
}
