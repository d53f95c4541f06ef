using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Machine;

namespace Clone.Engine.Folders;

/// <summary>How a walk works.</summary>
public sealed record WalkOptions
{
    /// <summary>Threads that list ahead of the reader.</summary>
    public int Workers { get; init; } = Math.Max(1, Math.Min(8, Environment.ProcessorCount / 2));

    /// <summary>Begins them.</summary>
    public WorkThreads Threads { get; init; } = WorkThreads.Usual;

    /// <summary>How many entries may be listed ahead of the reader (about 100 bytes each).</summary>
    public int MostAhead { get; init; } = 50_000;

    /// <summary>Told of each folder below the root whose contents cannot be listed.</summary>
    public Action<EntryPath, EntryException>? OnUnreadable { get; init; }
}
