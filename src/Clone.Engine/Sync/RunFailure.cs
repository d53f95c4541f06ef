using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Sync;

/// <summary>One item that a run could not bring to its end.</summary>
public sealed record RunFailure
{
    /// <summary>Path relative to the source, '/' between the parts.</summary>
    public string Path { get; init; } = "";

    /// <summary>What was tried.</summary>
    public EntryOperation Operation { get; init; }

    /// <summary>What it means, whatever the system.</summary>
    public IoProblem Problem { get; init; }

    /// <summary>The system's name of the error, such as ENOSPC or ERROR_SHARING_VIOLATION.</summary>
    public string Code { get; init; } = "";

    /// <summary>What went wrong and what to do, in the language of the machine at the time of the run.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the next run may succeed without anybody doing something.</summary>
    public bool Retryable { get; init; }

    internal static RunFailure Of(EntryPath path, EntryException e) => Of(path.ToString(), e);

    /// <summary>The failure of something that need not be a path, such as a key that can be none.</summary>
    internal static RunFailure Of(string name, EntryException e) => new()
    {
        Path = name,
        Operation = e.Operation,
        Problem = e.Problem,
        Code = e.Code,
        Reason = Text.Format("Reason." + e.Problem, e.Code),
        Retryable = RetryPolicy.MayHelp(e.Problem) || e.Problem == IoProblem.ArchiveRequested,
    };
}
