using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Windows;

/// <summary>
/// The volume of an open root: what it can do, asked once, and which forms of renaming and removing it knows, learned
/// on the first use. Links are not followed below a root, so that everything below it lies on the one volume.
/// </summary>
sealed class WindowsVolume
{
    readonly uint flags;
    readonly BestForm renaming;
    readonly BestForm removing;

    WindowsVolume(in FileFsAttributeInformation information, string fileSystem, NameForm best)
    {
        renaming = new BestForm(best);
        removing = new BestForm(best);
        flags = information.FileSystemAttributes;
        MostNameCharacters = information.MaximumComponentNameLength > 0 ? information.MaximumComponentNameLength : int.MaxValue;
        FileSystem = fileSystem;
    }

    /// <summary>Name of the file system in lower case.</summary>
    public string FileSystem { get; }

    /// <summary>Characters of UTF-16 that a name can have.</summary>
    public int MostNameCharacters { get; }

    /// <summary>True when files have named streams.</summary>
    public bool HasStreams => (flags & FsFlags.NamedStreams) != 0;

    /// <summary>True when files can share clusters (FILE_SUPPORTS_BLOCK_REFCOUNTING: ReFS, also behind a share).</summary>
    public bool SharesBlocks => (flags & FsFlags.BlockRefcounting) != 0;

    /// <summary>True when file ids last as long as their entry.</summary>
    public bool HasLastingFileIds => FileSystem is "ntfs" or "refs" or "csvfs";

    /// <summary>
    /// Largest file in bytes
    /// (https://learn.microsoft.com/windows-server/storage/file-server/ntfs-overview and fat file systems: 4 GiB - 1).
    /// </summary>
    public long MaxFileSize => FileSystem is "fat" or "fat32" ? uint.MaxValue : long.MaxValue;

    /// <summary>
    /// Unit of times of change: https://learn.microsoft.com/windows/win32/sysinfo/file-times (FAT: 2 s),
    /// https://learn.microsoft.com/windows/win32/fileio/exfat-specification 7.4.9 (10 ms).
    /// </summary>
    long TimeUnit => FileSystem switch
    {
        "fat" or "fat32" => 2 * TimeSpan.TicksPerSecond,
        "exfat" => 10 * TimeSpan.TicksPerMillisecond,
        "cdfs" => TimeSpan.TicksPerSecond,
        "udf" => 10,
        _ => 1,
    };

    /// <summary>Asks the volume of an open folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="best">The best form of renaming and removing that is tried.</param>
    public static WindowsVolume Of(NtHandle folder, NameForm best = NameForm.PosixIgnoringReadOnly)
    {
        Span<byte> buffer = stackalloc byte[FileFsAttributeInformation.NameOffset + 256 * sizeof(char)];
        NtFile.Check(NtFile.QueryVolume(folder, FsInformation.Attribute, buffer, out var used), EntryOperation.Look);
        var information = MemoryMarshal.Read<FileFsAttributeInformation>(buffer);
        var name = MemoryMarshal.Cast<byte, char>(buffer.Slice(0, used).Slice(FileFsAttributeInformation.NameOffset));
        var length = Math.Min(name.Length, (int)Math.Min(int.MaxValue, information.FileSystemNameLength) / sizeof(char));
        return new WindowsVolume(information, name.Slice(0, length).ToString().ToLowerInvariant(), best);
    }

    /// <summary>The facts of the volume that holds an open folder.</summary>
    public VolumeFacts Facts(NtHandle folder)
    {
        return new VolumeFacts
        {
            Id = IdOf(WindowsPath.GuidOf(folder), SerialOf(folder)),
            FileSystem = FileSystem,
            TimeUnit = TimeUnit,
            FoldsCase = true,
            HasLastingFileIds = HasLastingFileIds,
            HasStreams = HasStreams,
            MaxFileSize = MaxFileSize,
            IsRemovable = IsRemovable(folder),
        };
    }

    /// <summary>The serial number of the volume that holds an open entry.</summary>
    public static uint SerialOf(NtHandle entry)
    {
        Span<byte> buffer = stackalloc byte[FileFsVolumeInformation.LabelOffset + 256 * sizeof(char)];
        NtFile.Check(NtFile.QueryVolume(entry, FsInformation.Volume, buffer, out _), EntryOperation.Look);
        return MemoryMarshal.Read<FileFsVolumeInformation>(buffer).VolumeSerialNumber;
    }

    /// <summary>
    /// The id of a volume. Its GUID outlives formatting, its serial number does not, so the number is part of both;
    /// a share has no GUID.
    /// </summary>
    public static string IdOf(string? guid, uint serial)
    {
        var number = serial.ToString("X8", CultureInfo.InvariantCulture);
        return guid is null ? "serial:" + number : "guid:" + guid + "-" + number + "|serial:" + number;
    }

    /// <summary>A server that does not say has no disk that can be pulled from here.</summary>
    static bool IsRemovable(NtHandle entry)
    {
        Span<byte> buffer = stackalloc byte[Marshal.SizeOf<FileFsDeviceInformation>()];
        return NtFile.QueryVolume(entry, FsInformation.Device, buffer, out _) == 0
            && (MemoryMarshal.Read<FileFsDeviceInformation>(buffer).Characteristics & FileFsDeviceInformation.Removable) != 0;
    }

    /// <summary>The size of a cluster of the volume that holds an open entry, in bytes.</summary>
    public static long ClusterBytes(NtHandle entry)
    {
        var size = Size(entry);
        return (long)size.SectorsPerAllocationUnit * size.BytesPerSector;
    }

    /// <summary>Room for the calling account in bytes.</summary>
    public static long FreeBytes(NtHandle folder)
    {
        var size = Size(folder);
        var unit = (decimal)size.SectorsPerAllocationUnit * size.BytesPerSector;
        return (long)Math.Min(long.MaxValue, size.CallerAvailableAllocationUnits * unit);
    }

    /// <summary>Renames an open entry, by the best form that the volume knows.</summary>
    public uint Rename(NtHandle entry, NtHandle folder, string newName, bool replace)
    {
        // Without replacing, POSIX semantics would change nothing.
        if (!replace) return NtRename.Set(entry, folder, newName, 0, extended: false);
        return renaming.Try(form => NtRename.Set(entry, folder, newName, NameFlags.RenameReplaceIfExists | form switch
        {
            NameForm.PosixIgnoringReadOnly => NameFlags.RenamePosixSemantics | NameFlags.RenameIgnoreReadOnly,
            NameForm.Posix => NameFlags.RenamePosixSemantics,
            _ => 0,
        }, extended: form != NameForm.Classic));
    }

    /// <summary>Removes an open entry, by the best form that the volume knows.</summary>
    public uint Remove(NtHandle entry) => removing.Try(form => form switch
    {
        NameForm.PosixIgnoringReadOnly => NtFile.Set(entry, FileInformation.DispositionEx,
            NameFlags.DispositionDelete | NameFlags.DispositionPosixSemantics | NameFlags.DispositionIgnoreReadOnly),
        NameForm.Posix => NtFile.Set(entry, FileInformation.DispositionEx,
            NameFlags.DispositionDelete | NameFlags.DispositionPosixSemantics),
        _ => NtFile.Set(entry, FileInformation.Disposition, (byte)1),
    });

    static FileFsFullSizeInformation Size(NtHandle entry)
    {
        Span<byte> buffer = stackalloc byte[Marshal.SizeOf<FileFsFullSizeInformation>()];
        NtFile.Check(NtFile.QueryVolume(entry, FsInformation.FullSize, buffer, out _), EntryOperation.Look);
        return MemoryMarshal.Read<FileFsFullSizeInformation>(buffer);
    }
}
