using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Live;

/// <summary>
/// The runs of this node that wait or are under way, in whichever process. Each holds a lock of its own for as long as
/// its process lives; beside it lie its ticket, how far it is, and the request to stop it, if there is one.
/// </summary>
sealed class RunQueue(StateFolder folder, IJsonFormat json)
{
    const string LockSuffix = ".lock";

    /// <summary>Lines up.</summary>
    /// <param name="run">The run; its number is given here.</param>
    /// <returns>Its place, to be disposed of when the run has ended.</returns>
    /// <exception cref="CloneException">CloneStateUnavailable, CloneStateBusy.</exception>
    public RunPlace Join(RunTicket run)
    {
        using var gate = Gate();
        var last = Living().Select(other => other.Number).DefaultIfEmpty().Max();
        var own = FileLock.TryAcquire(LockOf(run.RunId)) ?? throw new CloneException(ErrorId.CloneStateBusy, LockOf(run.RunId));
        LiveFile? live = null;
        try
        {
            live = new LiveFile(LiveOf(run.RunId));
            var ticket = run with { Number = last + 1, IsRunning = false };
            TicketOf(run.RunId).Write(ticket);
            return new RunPlace(this, ticket, own, live);
        }
        catch (Exception e)
        {
            live?.Dispose();
            own.Dispose();
            Forget(run.RunId);
            if (e is IOException or UnauthorizedAccessException)
                throw new CloneException(ErrorId.CloneStateUnavailable, e, LiveOf(run.RunId), e.Message);
            throw;
        }
    }

    /// <summary>The runs that wait or are under way now, the first in the line first.</summary>
    public IReadOnlyList<RunTicket> List()
    {
        if (!Directory.Exists(folder.Runs)) return [];
        using var gate = Gate();
        return Living();
    }

    /// <summary>How far a run is, or was when its process ended; null when that is not known.</summary>
    public RunProgress? ProgressOf(Guid runId)
    {
        if (LiveFile.Read(LiveOf(runId)) is not { } contents) return null;
        try
        {
            return json.Read<RunProgress>(contents);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Asks a run to end in good order, in whichever process it is. It does so within a second.</summary>
    /// <returns>False when there is no such run any more.</returns>
    public bool RequestStop(Guid runId)
    {
        using var gate = Gate();
        if (Living().All(run => run.RunId != runId)) return false;
        try
        {
            PrivateFile.OpenOrMake(StopOf(runId), FileShare.ReadWrite).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, StopOf(runId), e.Message);
        }
    }

    /// <summary>Whether a run was asked to end.</summary>
    public bool IsStopRequested(Guid runId) => File.Exists(StopOf(runId));

    /// <summary>Hands over each run whose process ended without taking it away, once, and forgets it.</summary>
    public void Sweep(Action<RunTicket, RunProgress?> onDead)
    {
        using var gate = Gate();
        foreach (var id in Ids())
        {
            if (FileLock.TryAcquire(LockOf(id)) is not { } left) continue;
            if (TicketOf(id).Read() is { } run) onDead(run, ProgressOf(id));
            left.Dispose();
            Forget(id);
        }
    }

    /// <summary>Whether the ticket of a run is there.</summary>
    internal bool Holds(Guid runId) => File.Exists(PathOf(runId, ".json"));

    /// <summary>The error of a run whose ticket somebody removed.</summary>
    internal CloneException Removed(Guid runId) => new(ErrorId.CloneStateUnavailable, PathOf(runId, ".json"), "removed");

    /// <summary>Begins a run if it is its turn.</summary>
    internal RunTicket? TryBegin(RunTicket run, int limit)
    {
        using var gate = Gate();
        if (!RunTurns.IsTurnOf(Living(), run.RunId, limit, Meet)) return null;
        var begun = run with { IsRunning = true };
        TicketOf(run.RunId).Write(begun);
        return begun;
    }

    /// <summary>Shows how far a run is.</summary>
    internal void Show(LiveFile live, RunProgress progress)
    {
        var contents = json.Write(progress);
        // A path may be longer than there is room.
        if (contents.Length > LiveFile.MostContents) contents = json.Write(progress with { CurrentPath = null });
        live.Write(contents);
    }

    /// <summary>Takes a run away that has ended.</summary>
    internal void Leave(Guid runId, FileLock own)
    {
        try
        {
            using var gate = Gate();
            own.Dispose();
            Forget(runId);
        }
        catch (CloneException)
        {
            // The next run finds the lock free and forgets the place.
            own.Dispose();
        }
    }

    /// <summary>The runs that one waits for.</summary>
    public IReadOnlyList<RunTicket> Before(RunTicket run, IReadOnlyList<RunTicket> living) => RunTurns.Before(run, living, Meet);

    FileLock Gate() => FileLock.Acquire(folder.Lock("queue"), FileLock.StoreWait);

    bool Meet(string one, string other) => FolderPaths.Overlap(one, other, folder.Platform.PathComparison);

    List<RunTicket> Living()
    {
        var living = new List<RunTicket>();
        foreach (var id in Ids())
        {
            if (FileLock.TryAcquire(LockOf(id)) is { } left) left.Dispose();
            else if (TicketOf(id).Read() is { } run) living.Add(run);
        }
        living.Sort((one, other) => one.Number.CompareTo(other.Number));
        return living;
    }

    IEnumerable<Guid> Ids()
    {
        foreach (var path in Locks())
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "D", out var id)) yield return id;
    }

    string[] Locks()
    {
        try
        {
            return Directory.GetFiles(folder.Runs, "*" + LockSuffix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder.Runs, e.Message);
        }
    }

    void Forget(Guid id)
    {
        foreach (var path in new[] { StopOf(id), LiveOf(id), PathOf(id, ".json"), LockOf(id) }) File.Delete(path);
    }

    string LockOf(Guid id) => PathOf(id, LockSuffix);

    string LiveOf(Guid id) => PathOf(id, ".live");

    string StopOf(Guid id) => PathOf(id, ".stop");

    string PathOf(Guid id, string suffix) => FolderPaths.Join(folder.Runs, NameOf(id) + suffix);

    JsonFile<RunTicket> TicketOf(Guid id) =>
        new(folder.Runs, NameOf(id) + ".json", RunTicket.CurrentVersion, folder.Platform, json) { Lasts = false };

    static string NameOf(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
