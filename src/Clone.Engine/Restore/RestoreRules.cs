using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Restore;

/// <summary>
/// What a restore never makes, whatever lies in the copy: names that a system takes for something else than a name, and
/// links that lead out of the folder, unless the user wants those.
/// </summary>
/// <param name="allowsLinks">The user said -AllowLinks.</param>
/// <param name="onWindows">Whether the rules of Windows hold.</param>
sealed class RestoreRules(bool allowsLinks, bool onWindows) : IPlacementRules
{
    /// <inheritdoc/>
    public void CheckName(ReadOnlySpan<byte> name, EntryOperation operation)
    {
        var isSafe = EntryPath.IsSafeName(name)
            && (!onWindows || (name.IndexOfAny((byte)'\\', (byte)':') < 0 && !DestinationName.IsDevice(Wtf8.Decode(name))));
        if (!isSafe) throw new EntryException(IoProblem.NameNotAllowed, "NAME", operation);
    }

    /// <inheritdoc/>
    public void CheckLink(EntryPath path, byte[] target)
    {
        if (!allowsLinks && LinkTarget.LeadsOutside(path, target, onWindows))
            throw new EntryException(IoProblem.LinkLeadsOutside, "LINK", EntryOperation.CreateLink);
    }
}
