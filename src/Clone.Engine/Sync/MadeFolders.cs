using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>
/// Folders that a run made and whose facets are not yet those of the source. When its march begins anew it meets them again, as
/// folders whose facets differ; they were counted when they were made. Members are safe to call from several threads.
/// </summary>
sealed class MadeFolders
{
    /// <summary>More are not kept in memory; they count a second time then, as updated.</summary>
    const int Most = 100_000;

    readonly HashSet<EntryPath> folders = [];

    /// <summary>Takes a folder down.</summary>
    public void Add(EntryPath folder)
    {
        lock (folders)
            if (folders.Count < Most) folders.Add(folder);
    }

    /// <summary>Whether the run made it.</summary>
    public bool Contains(EntryPath folder)
    {
        lock (folders) return folders.Contains(folder);
    }
}
