using System;
using System.IO;

namespace Clone.Engine.Entries;

/// <summary>
/// Decides what takes part in a run, entry by entry, for both sides alike. Holds no state that a caller could see;
/// all members may be called from several threads.
/// </summary>
/// <param name="filters">The job's filters; null when it has none.</param>
/// <param name="entersExcluded">
/// True to walk folders that the filters leave out as well: at a destination from which such entries are removed.
/// </param>
public sealed class EntryScope(FilterSet? filters, bool entersExcluded = false)
{
    const uint SystemAttribute = 0x4;

    static readonly bool hasSystemAttributes = Path.DirectorySeparatorChar == '\\';

    static ReadOnlySpan<byte> ReservedName => "cloneforwindows"u8;

    /// <summary>
    /// True at a destination: what makes a file of the source one that is not to be copied (system, encrypted, offline)
    /// is no reason to keep one that the source does not have.
    /// </summary>
    public bool IsDestination { get; init; }

    /// <summary>The filters that go by size, age and attributes; null when the job has none.</summary>
    public FileLimits? Limits { get; init; }

    /// <summary>True when files with the system attribute take part as all others do.</summary>
    public bool TakesSystemFiles { get; init; }

    /// <summary>A folder of Clone's own below the root, such as the state folder; null when there is none.</summary>
    public EntryPath? OwnFolder { get; init; }

    /// <summary>The only entries that are asked for; null for all.</summary>
    public PathSelection? Only { get; init; }

    /// <summary>How many parts the path of an entry has at most; folders at that depth are not walked.</summary>
    public int MostDepth { get; init; } = int.MaxValue;

    /// <summary>The same, for a few entries alone.</summary>
    public EntryScope With(PathSelection only) => new(filters, entersExcluded)
    {
        IsDestination = IsDestination,
        Limits = Limits,
        TakesSystemFiles = TakesSystemFiles,
        OwnFolder = OwnFolder,
        Only = only,
        MostDepth = MostDepth,
    };

    /// <summary>The same, for what lies in one folder alone and not in the folders of it.</summary>
    public EntryScope In(EntryPath folder)
    {
        var only = new PathSelection { TakesBelow = true };
        if (!folder.IsRoot) only.Add(folder);
        return new(filters, entersExcluded)
        {
            IsDestination = IsDestination,
            Limits = Limits,
            TakesSystemFiles = TakesSystemFiles,
            OwnFolder = OwnFolder,
            Only = folder.IsRoot ? Only : only,
            MostDepth = DepthIn(folder),
        };
    }

    /// <summary>Why an entry takes no part, or None.</summary>
    /// <param name="parent">The folder that holds the entry, relative to the root of its side.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="facts">What was observed of it.</param>
    /// <param name="found">
    /// What the platform found already (system file, encrypted, offline, name not valid). It counts before the
    /// filters, but Clone's own names count before it.
    /// </param>
    /// <param name="inVolumeRoot">Whether the entry lies in the root of a volume.</param>
    public Exclusion Judge(
        EntryPath parent, ReadOnlySpan<byte> name, in EntryFacts facts, Exclusion found, bool inVolumeRoot)
    {
        if (name.Length > 0 && name[0] == (byte)'.' && TemporaryName.Is(name)) return Exclusion.Temporary;
        if (parent.IsRoot)
        {
            if (IsIgnoringCase(name, ReservedName) || (IsDestination && IsSetAside(name))) return Exclusion.Reserved;
            if (found == Exclusion.None && (inVolumeRoot || IsMarkedSystem(facts)) && IsSystemFolder(name, facts.Kind))
                return Exclusion.SystemFolder;
        }
        if (OwnFolder is { } own && own.Parent == parent && name.SequenceEqual(own.Name)) return Exclusion.Reserved;
        if (found != Exclusion.None && !IsPassedOver(found)) return found;
        if (facts.Kind == EntryKind.Other) return Exclusion.NotAFile;
        var judged = filters is null ? Exclusion.None : filters.Judge(parent, name, facts.Kind == EntryKind.Folder);
        if (Limits is not null && judged == Exclusion.None && facts.Kind == EntryKind.File)
            judged = Limits.Judge(name, facts, isCopy: IsDestination);
        if (Only is null || judged is not (Exclusion.None or Exclusion.PassedThrough)) return judged;
        var chosen = Only.Judge(parent, name, facts.Kind == EntryKind.Folder);
        return chosen == Exclusion.None ? judged : chosen;
    }

    /// <summary>True when the folders of a folder may be walked, by its depth alone.</summary>
    public bool GoesBelow(EntryPath folder)
    {
        if (MostDepth == int.MaxValue) return true;
        return DepthIn(folder) < MostDepth;
    }

    /// <summary>How many parts the path of an entry of a folder has.</summary>
    static int DepthIn(EntryPath folder)
    {
        var depth = folder.IsRoot ? 1 : 2;
        foreach (var b in folder.Bytes)
            if (b == (byte)'/') depth++;
        return depth;
    }

    /// <summary>True when a folder with this exclusion is walked all the same.</summary>
    public bool Enters(Exclusion exclusion) =>
        exclusion == Exclusion.None
        || (exclusion == Exclusion.PassedThrough && (filters is not null || Only is not null))
        || (exclusion == Exclusion.Filter && entersExcluded);

    /// <summary>
    /// True for what a marker set aside that needed its place: somebody's file or link, which is neither Clone's to remove
    /// nor part of the copy.
    /// </summary>
    static bool IsSetAside(ReadOnlySpan<byte> name)
    {
        var length = ReservedName.Length;
        if (name.Length != length + 33 || name[length] != (byte)'.' || !IsIgnoringCase(name.Slice(0, length), ReservedName)) return false;
        foreach (var b in name.Slice(length + 1))
            if (b is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))) return false;
        return true;
    }

    bool IsPassedOver(Exclusion found) => found switch
    {
        Exclusion.SystemFile => IsDestination || TakesSystemFiles,
        Exclusion.Encrypted or Exclusion.Offline => IsDestination,
        _ => false,
    };

    /// <summary>As at the root of a share that is the root of a drive, which the system does not tell.</summary>
    static bool IsMarkedSystem(in EntryFacts facts) => hasSystemAttributes && (facts.Attributes & SystemAttribute) != 0;

    /// <summary>Folders that Windows (and ext file systems) keep at the root of a volume; elsewhere they are the user's.</summary>
    static bool IsSystemFolder(ReadOnlySpan<byte> name, EntryKind kind) => kind == EntryKind.Folder && name.Length switch
    {
        7 => IsIgnoringCase(name, "$extend"u8),
        8 => IsIgnoringCase(name, "recycler"u8),
        10 => IsIgnoringCase(name, "lost+found"u8),
        12 => IsIgnoringCase(name, "$recycle.bin"u8),
        25 => IsIgnoringCase(name, "system volume information"u8),
        _ => false,
    };

    static bool IsIgnoringCase(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower)
    {
        if (name.Length != lower.Length) return false;
        for (var i = 0; i < lower.Length; i++)
        {
            var b = name[i];
            if (b is >= (byte)'A' and <= (byte)'Z') b |= 0x20;
            if (b != lower[i]) return false;
        }
        return true;
    }
}
