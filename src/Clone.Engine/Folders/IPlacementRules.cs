using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>What must not be made in a folder, asked before anything is. Safe for several threads.</summary>
interface IPlacementRules
{
    /// <summary>Lets a name pass that may be taken.</summary>
    /// <exception cref="EntryException">It may not.</exception>
    void CheckName(ReadOnlySpan<byte> name, EntryOperation operation);

    /// <summary>Lets a link pass that may be made.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="target">Its target as <see cref="FolderHandle.ReadLink"/> gave it.</param>
    /// <exception cref="EntryException">It may not.</exception>
    void CheckLink(EntryPath path, byte[] target);
}
