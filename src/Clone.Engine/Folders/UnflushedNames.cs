using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Folders in which names came or went, on a volume that cannot be flushed as a whole: they are flushed one by one. Members are
/// safe to call from several threads.
/// </summary>
/// <param name="tree">The destination.</param>
sealed class UnflushedNames(FolderTree tree)
{
    /// <summary>At this number they are flushed, so that they take no more memory.</summary>
    const int Most = 1024;

    readonly object gate = new();
    HashSet<EntryPath> folders = [];
    EntryException? failure;

    /// <summary>Takes down a folder in which a name came or went.</summary>
    public void Add(EntryPath folder)
    {
        HashSet<EntryPath> full;
        lock (gate)
        {
            if (!folders.Add(folder) || folders.Count < Most) return;
            full = Take();
        }
        Flush(full);
    }

    /// <summary>Brings all names to the disk.</summary>
    /// <exception cref="EntryException">Some could not be, now or before.</exception>
    public void Flush()
    {
        HashSet<EntryPath> rest;
        lock (gate) rest = Take();
        Flush(rest);
        lock (gate)
            if (failure is { } failed) throw failed;
    }

    HashSet<EntryPath> Take()
    {
        var taken = folders;
        folders = [];
        return taken;
    }

    void Flush(HashSet<EntryPath> some)
    {
        foreach (var folder in some)
        {
            try
            {
                using var open = tree.Open(folder);
                open.Folder.FlushNames();
            }
            catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder or IoProblem.LinkInTheWay)
            {
                // It went itself since, with all its names.
            }
            catch (EntryException e)
            {
                lock (gate) failure ??= e;
            }
        }
    }
}
