namespace Clone.Engine.Folders;

/// <summary>What is known of the volume that holds a folder.</summary>
public sealed record VolumeFacts
{
    /// <summary>
    /// Identity of the volume, the same as long as it is not formatted anew: <c>uuid:…</c> where the file system
    /// tells its UUID, else <c>fsid:…</c> (Unix); <c>guid:…</c> or <c>serial:…</c> (Windows). Several are joined
    /// with '|', the strongest first.
    /// </summary>
    public string Id { get; init; } = "";

    /// <summary>Name of the file system in lower case as the platform gives it: ext4, xfs, tmpfs, vfat, ntfs, refs …</summary>
    public string FileSystem { get; init; } = "";

    /// <summary>Unit of stored modification times in ticks of 100 ns (1 for NTFS and for finer ones, 20,000,000 for FAT).</summary>
    public long TimeUnit { get; init; } = 1;

    /// <summary>True when names that differ only in case are one name.</summary>
    public bool FoldsCase { get; init; }

    /// <summary>True when file ids last as long as the entry does (not on FAT).</summary>
    public bool HasLastingFileIds { get; init; }

    /// <summary>True when files and folders have named streams (NTFS, ReFS).</summary>
    public bool HasStreams { get; init; }

    /// <summary>True for disks that are made to be pulled: sticks, cards, disks of USB as far as the system calls them so.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>Largest file in bytes (FAT32: 4 GiB - 1).</summary>
    public long MaxFileSize { get; init; } = long.MaxValue;

    /// <summary>
    /// Whether two ids tell of the same volume: the strongest kind of id that both have decides. An id of
    /// another kind is another volume; two volumes that have no id at all cannot be told apart and count as the same.
    /// </summary>
    public static bool IsSame(string one, string other)
    {
        var others = other.Split('|');
        foreach (var id in one.Split('|'))
        {
            var kind = id.Substring(0, id.IndexOf(':') + 1);
            foreach (var candidate in others)
                if (kind.Length > 0 && candidate.StartsWith(kind, System.StringComparison.Ordinal)) return candidate == id;
        }
        return one == other;
    }
}
