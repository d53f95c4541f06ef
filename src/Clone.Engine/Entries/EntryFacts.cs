namespace Clone.Engine.Entries;

/// <summary>What was observed of one entry on one side, without opening its contents.</summary>
public readonly record struct EntryFacts
{
    /// <summary>What the entry is.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>
    /// For a folder: its contents could not be listed, or not to the end. Nothing below such a folder is ever removed
    /// on the other side.
    /// </summary>
    public bool Unreadable { get; init; }

    /// <summary>Windows: the FILE_ATTRIBUTE flags. Elsewhere: the permission bits of the mode (07777).</summary>
    public uint Attributes { get; init; }

    /// <summary>Length in bytes of a file; of a link the length of its target as stored; 0 of a folder.</summary>
    public long Size { get; init; }

    /// <summary>Time of the last change of the contents, UTC, in ticks of 100 ns since 0001-01-01 (as DateTime.Ticks).</summary>
    public long Modified { get; init; }

    /// <summary>Creation time in the same unit, 0 where it is not known. On Unix it cannot be set.</summary>
    public long Created { get; init; }

    /// <summary>NTFS change time or ctime in the same unit, 0 where it is not known.</summary>
    public long Changed { get; init; }

    /// <summary>The file system's number of the entry within its volume, 0 where it has none that lasts.</summary>
    public ulong FileId { get; init; }

    /// <summary>Unix: number of the owner. Windows: 0.</summary>
    public uint Owner { get; init; }

    /// <summary>Unix: number of the group. Windows: 0.</summary>
    public uint Group { get; init; }
}
