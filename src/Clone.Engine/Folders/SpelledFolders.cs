using System;
using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// Where case is folded: which folders stand under exactly the names that their paths say. A folder that was renamed in
/// case alone still answers to its old path, and what lies in it is not what was listed there to be removed.
/// </summary>
sealed class SpelledFolders(FolderTree tree)
{
    const int Most = 1024;

    readonly HashSet<EntryPath> known = [];

    /// <summary>True when the folder and all above it are stored as they are spelled.</summary>
    public bool Contains(EntryPath folder)
    {
        if (folder.IsRoot) return true;
        lock (known)
            if (known.Contains(folder)) return true;
        if (!Contains(folder.Parent)) return false;
        using var parent = tree.Open(folder.Parent);
        if (parent.Folder.StoredName(folder.Name) is not { } stored || !folder.Name.SequenceEqual(stored)) return false;
        lock (known)
        {
            if (known.Count >= Most) known.Clear();
            known.Add(folder);
        }
        return true;
    }

    /// <summary>Looks at all of them anew: one has been renamed.</summary>
    public void Forget()
    {
        lock (known) known.Clear();
    }
}
