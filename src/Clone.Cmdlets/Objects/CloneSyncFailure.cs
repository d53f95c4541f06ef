using Clone.Engine.Sync;

namespace Clone.Cmdlets.Objects;

/// <summary>One item that a run could not bring to its end.</summary>
public sealed record CloneSyncFailure
{
    /// <summary>Path relative to the source, '/' between the parts.</summary>
    public string Path { get; init; } = "";

    /// <summary>What was tried: List, Look, Read, Write, CreateFolder, CreateLink, Rename, SetFacets, Remove or Flush.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The system's name of the error, such as ENOSPC or ERROR_SHARING_VIOLATION.</summary>
    public string Code { get; init; } = "";

    /// <summary>What went wrong and what to do.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the next run may succeed without anybody doing something.</summary>
    public bool Retryable { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    internal static CloneSyncFailure Of(RunFailure failure) => new()
    {
        Path = failure.Path,
        Operation = failure.Operation.ToString(),
        Code = failure.Code,
        Reason = failure.Reason,
        Retryable = failure.Retryable,
    };
}
