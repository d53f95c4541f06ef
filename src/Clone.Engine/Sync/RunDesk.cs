using System;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>What the stages of one run work with.</summary>
/// <param name="Source">The source; null when its root is gone.</param>
/// <param name="Destination">The destination.</param>
/// <param name="Score">The figures.</param>
/// <param name="Index">The index of the destination.</param>
/// <param name="Planned">The options of the plan.</param>
/// <param name="OnFailure">Told of each failure that stays, for the log.</param>
sealed record RunDesk(
    IReadableTree? Source, IDestination Destination, RunScore Score, IndexWriter Index, PlanOptions Planned,
    Action<RunFailure, IoProblem, EntryKind> OnFailure)
{
    /// <summary>Told of each file or link that was brought, and of each that needed nothing; null where nobody asks.</summary>
    public Action<EntryPath, bool>? OnSuccess { get; init; }

    /// <summary>The folders that the run made so far, as far as it may meet them again.</summary>
    public MadeFolders Made { get; } = new();

    /// <summary>Counts a failure that stays and logs it.</summary>
    public void Fail(EntryPath path, EntryKind kind, EntryException e)
    {
        if (e.Operation is not (EntryOperation.List or EntryOperation.Read)) Score.IsCopyUnsure = true;
        OnFailure(Score.AddFailure(RunFailure.Of(path, e)), e.Problem, kind);
    }

    /// <summary>The same for a key of a bucket that can be no path.</summary>
    public void FailKey(string key) => OnFailure(
        Score.AddFailure(RunFailure.Of(key, new EntryException(IoProblem.NameNotAllowed, "NotAPath", EntryOperation.List))),
        IoProblem.NameNotAllowed, EntryKind.File);

    /// <summary>Takes down that something at the destination was not as the index said.</summary>
    public void Wonder()
    {
        if (Planned.ListsIndex) Score.AddUnexpected();
    }
}
