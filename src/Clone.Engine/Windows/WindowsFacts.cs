using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Windows;

/// <summary>From what the file system tells of an entry to the engine's facts.</summary>
static class WindowsFacts
{
    /// <summary>
    /// Ticks from 0001-01-01 to 1601-01-01, where file times begin
    /// (https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime).
    /// </summary>
    public const long Epoch = 504_911_232_000_000_000;

    const ulong NoFileId = ulong.MaxValue;

    /// <summary>What an entry is, by its attributes and the tag of its reparse point (0 without one).</summary>
    public static EntryKind KindOf(uint attributes, uint tag)
    {
        if ((attributes & FileAttribute.ReparsePoint) != 0)
        {
            if ((tag & ReparseTag.NameSurrogate) != 0) return EntryKind.Link;
            if (tag is ReparseTag.UnixSocket or ReparseTag.LinuxFifo or ReparseTag.LinuxCharacterDevice
                or ReparseTag.LinuxBlockDevice or ReparseTag.Nfs or ReparseTag.AppExecLink)
                return EntryKind.Other;
        }
        return (attributes & FileAttribute.Directory) != 0 ? EntryKind.Folder : EntryKind.File;
    }

    /// <summary>Why an entry takes no part by its own nature. Folders, and links to folders, always do (requirement B8).</summary>
    public static Exclusion ExclusionOf(EntryKind kind, uint attributes)
    {
        if (kind == EntryKind.Other) return Exclusion.NotAFile;
        if ((attributes & FileAttribute.Directory) != 0) return Exclusion.None;
        if (kind != EntryKind.Link)
        {
            // Before the system attribute: a job that takes system files still cannot read these.
            if ((attributes & FileAttribute.Encrypted) != 0) return Exclusion.Encrypted;
            if ((attributes & (FileAttribute.Offline | FileAttribute.RecallOnDataAccess)) != 0) return Exclusion.Offline;
        }
        return (attributes & FileAttribute.System) != 0 ? Exclusion.SystemFile : Exclusion.None;
    }

    /// <summary>Facts from an entry of a listing.</summary>
    public static EntryFacts Of(in FileFullDirectoryInformation entry, EntryKind kind, ulong fileId) => new()
    {
        Kind = kind,
        Attributes = entry.FileAttributes,
        Size = kind == EntryKind.File ? entry.EndOfFile : 0,
        Modified = ModifiedOf(entry.LastWriteTime),
        Created = TicksOf(entry.CreationTime),
        Changed = TicksOf(entry.ChangeTime),
        FileId = fileId == NoFileId ? 0 : fileId,
    };

    /// <summary>Facts from an open handle.</summary>
    public static EntryFacts Of(in FileNetworkOpenInformation entry, EntryKind kind, ulong fileId) => new()
    {
        Kind = kind,
        Attributes = entry.FileAttributes,
        Size = kind == EntryKind.File ? entry.EndOfFile : 0,
        Modified = ModifiedOf(entry.LastWriteTime),
        Created = TicksOf(entry.CreationTime),
        Changed = TicksOf(entry.ChangeTime),
        FileId = fileId == NoFileId ? 0 : fileId,
    };

    /// <summary>A file time in ticks; 0, which stands for "not known", stays 0.</summary>
    public static long TicksOf(long fileTime) => fileTime <= 0 ? 0 : Math.Min(fileTime, DateTime.MaxValue.Ticks - Epoch) + Epoch;

    /// <summary>
    /// A time of change in ticks. The first tick of 1601 cannot be set, since 0 leaves a time as it is, so it counts
    /// as the second.
    /// </summary>
    public static long ModifiedOf(long fileTime) => TicksOf(Math.Max(1, fileTime));

    /// <summary>Ticks as a file time; never 0, and never before 1601, which file times cannot tell.</summary>
    public static long FileTimeOf(long ticks) => Math.Max(1, ticks - Epoch);

    /// <summary>Attributes as they are set; never 0, which leaves them as they are.</summary>
    public static uint SettableOf(uint attributes) =>
        (attributes & FileAttribute.Carried) is var carried && carried != 0 ? carried : FileAttribute.Normal;
}
