using System;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Finds out what a destination can hold: by trying it in Clone's own folder there, or, where nothing may be written,
/// from what its file system is known for.
/// </summary>
public static class CapabilityProbe
{
    // A moment with every digit of 100 ns in use, in an odd second: an even one would let FAT's unit of 2 s pass for 1 s.
    static readonly long Odd = new DateTime(2001, 2, 3, 4, 5, 7, DateTimeKind.Utc).Ticks + 7_891_235;

    /// <summary>Units in which file systems store times: 100 ns, 1 µs, 1 ms, 10 ms (exFAT), 1 s, 2 s (FAT).</summary>
    static readonly long[] TimeUnits = [1, 10, 10_000, 100_000, 10_000_000, 20_000_000];

    /// <summary>What the volume's file system is known for.</summary>
    public static DestinationCapabilities Guess(VolumeFacts volume) => new()
    {
        TimeUnit = volume.TimeUnit,
        HasLocalTimes = IsFat(volume),
        FoldsCase = volume.FoldsCase,
        Keeps = IsFat(volume) ? FacetMask.Modified : FacetMask.Modified | FacetMask.Attributes,
        KeepsLinks = !IsFat(volume),
        KeepsLinkTimes = !IsFat(volume),
        HasLastingFileIds = volume.HasLastingFileIds,
        MaxFileSize = volume.MaxFileSize,
        IsRemovable = volume.IsRemovable,
    };

    /// <summary>Tries everything in a folder that belongs to Clone; nothing stays, not even of a trial that was cut off.</summary>
    public static DestinationCapabilities Try(FolderHandle folder, TemporaryNames names, VolumeFacts volume)
    {
        Sweep(folder);
        var known = Guess(volume);
        var name = names.Next();
        FacetMask keeps;
        EntryFacts stored;
        using (var file = folder.CreateFile(name))
        {
            stored = file.Look();
            keeps = Keeps(file, ref stored);
        }
        var other = names.Next();
        var clone = names.Next();
        var late = names.Next();
        try
        {
            var links = TryLink(folder, other);
            return known with
            {
                TimeUnit = Math.Max(TimeUnit(stored.Modified), volume.TimeUnit),
                FoldsCase = folder.Look(Upper(name)) is not null,
                Keeps = keeps,
                KeepsLinks = links is not null,
                KeepsLinkTimes = links is { } link && Math.Abs(link.Modified - Odd) < volume.TimeUnit,
                ClonesFiles = Clones(folder, name, clone),
                HasUnnamedFiles = NamesLate(folder, late),
            };
        }
        finally
        {
            Discard(folder, name);
            Discard(folder, other);
            Discard(folder, clone);
            Discard(folder, late);
        }
    }

    static bool IsFat(VolumeFacts volume) => volume.FileSystem is "vfat" or "msdos" or "fat" or "fat32" or "exfat";

    static FacetMask Keeps(FileWriter file, ref EntryFacts stored)
    {
        var keeps = FacetMask.Modified;
        var (attributes, mask) = System.IO.Path.DirectorySeparatorChar == '/' ? (0x1A0u, 0xFFFu) : (0x2u, 0x2u);
        var asked = stored with { Modified = Odd, Created = Odd, Attributes = attributes, Owner = 12_345, Group = 54_321 };
        if (TrySet(file, asked, FacetMask.Owner) is { } owned && owned.Owner == asked.Owner && owned.Group == asked.Group)
            keeps |= FacetMask.Owner;
        if (TrySet(file, asked, FacetMask.Attributes) is { } moded && (moded.Attributes & mask) == attributes)
            keeps |= FacetMask.Attributes;
        if (TrySet(file, asked, FacetMask.Created) is { } created && created.Created != 0
            && Math.Abs(created.Created - Odd) < TimeUnits[TimeUnits.Length - 1])
            keeps |= FacetMask.Created;
        if (HoldsStreams(file)) keeps |= FacetMask.Streams;
        stored = TrySet(file, asked, FacetMask.Modified) ?? stored;
        return keeps;
    }

    static bool HoldsStreams(FileWriter file)
    {
        try
        {
            file.WriteStream(new NamedStream(":trial:$DATA", 1), [1], 0);
            return true;
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a failure says what the destination can hold. One that tells of this moment says nothing: taken for an
    /// answer it would leave modes, owners or links out of a run that then calls itself a success.
    /// </summary>
    static bool IsAnswer(EntryException e) =>
        e.Problem is not (IoProblem.InUse or IoProblem.DeviceGone or IoProblem.OutOfResources or IoProblem.DiskFull);

    static EntryFacts? TrySet(FileWriter file, in EntryFacts facts, FacetMask mask)
    {
        try
        {
            file.SetFacets(in facts, mask);
            return file.Look();
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            return null;
        }
    }

    static bool Clones(FolderHandle folder, byte[] name, byte[] newName)
    {
        try
        {
            if (folder.Look(name) is not { } facts) return false;
            using var clone = folder.TryCloneFile(name, facts, newName, CancellationToken.None);
            return clone is not null;
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            return false;
        }
    }

    static bool NamesLate(FolderHandle folder, byte[] name)
    {
        try
        {
            using var file = folder.TryCreateUnnamed();
            file?.TakeName(folder, name);
            return file is not null;
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            return false;
        }
    }

    static EntryFacts? TryLink(FolderHandle folder, byte[] name)
    {
        if (System.IO.Path.DirectorySeparatorChar != '/') return TryWindowsLink(folder, name);
        try
        {
            folder.CreateLink(name, "nowhere"u8.ToArray());
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            return null;
        }
        try
        {
            folder.SetFacets(name, new EntryFacts { Kind = EntryKind.Link, Modified = Odd }, FacetMask.Modified);
        }
        catch (EntryException e) when (IsAnswer(e))
        {
            // Links are kept, their times are not.
        }
        return folder.Look(name);
    }

    // NTFS and ReFS hold reparse points with their times; a trial would need the reparse data of a link.
    static EntryFacts? TryWindowsLink(FolderHandle folder, byte[] name) =>
        folder.Volume().FileSystem is "ntfs" or "refs" ? new EntryFacts { Kind = EntryKind.Link, Modified = Odd } : null;

    static long TimeUnit(long stored)
    {
        foreach (var unit in TimeUnits)
            if (Math.Abs(stored - Odd) < unit) return unit;
        return TimeUnits[TimeUnits.Length - 1];
    }

    static byte[] Upper(byte[] name) => Wtf8.Encode(Wtf8.Decode(name).ToUpperInvariant());

    // The walk of a run does not enter Clone's own folder.
    static void Sweep(FolderHandle folder)
    {
        var listing = new FolderListing();
        try
        {
            folder.List(listing, CancellationToken.None);
        }
        catch (EntryException)
        {
            return;
        }
        for (var i = 0; i < listing.Count; i++)
            if (TemporaryName.Is(listing.NameAt(i))) Discard(folder, listing.NameAt(i).ToArray());
    }

    static void Discard(FolderHandle folder, byte[] name)
    {
        try
        {
            folder.Remove(name, EntryKind.File);
        }
        catch (EntryException)
        {
            // What stays bears a temporary name and is swept by the next trial.
        }
    }
}
