using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>
/// Finds the name under which a file system keeps an entry. Few file systems of Linux fold names, and reading a whole
/// folder is dear: so it is asked first whether the entry answers to another spelling of the name at all.
/// </summary>
static unsafe class UnixStoredName
{
    /// <summary>The stored name; null when there is no such entry.</summary>
    public static byte[]? Find(Descriptor folder, ReadOnlySpan<byte> name)
    {
        if (!TryStat(folder, name, out var entry)) return null;
        return HasOtherSpelling(folder, name) ? FindInFolder(folder, name, entry) : name.ToArray();
    }

    /// <summary>The stored name; the name itself when the folder cannot be read or there is no such entry.</summary>
    public static byte[] FindOrKeep(Descriptor folder, ReadOnlySpan<byte> name)
    {
        try
        {
            return Find(folder, name) ?? name.ToArray();
        }
        catch (EntryException e) when (e.Problem == IoProblem.AccessDenied)
        {
            return name.ToArray();
        }
    }

    /// <summary>Facts of an entry without following a link; false when there is none.</summary>
    public static bool TryStat(Descriptor folder, ReadOnlySpan<byte> name, out Statx stat)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Look)];
        NameBytes.Fill(name, z);
        fixed (Statx* into = &stat)
        {
            while (Libc.Stat(folder, z, Libc.AtSymlinkNoFollow | Libc.AtNoAutomount, Statx.MaskOfFacts, into) < 0)
            {
                if (Errno.Last == Errno.NotFound) return false;
                Errno.ThrowUnlessInterrupted(EntryOperation.Look);
            }
        }
        return true;
    }

    static bool HasOtherSpelling(Descriptor folder, ReadOnlySpan<byte> name)
    {
        // FAT drops dots and spaces at the end, and has 8.3 names with '~' beside the long ones.
        var last = name[name.Length - 1];
        if (last is (byte)'.' or (byte)' ' || name.IndexOf((byte)'~') >= 0) return true;
        if (!Wtf8.IsUtf8(name)) return true;
        foreach (var other in OtherSpellings(Wtf8.Decode(name)))
        {
            var bytes = Wtf8.Encode(other);
            // File systems in user space may give each spelling an inode number of its own: existence is what counts.
            if (bytes.Length < Libc.PathMax && !name.SequenceEqual(bytes) && Exists(folder, bytes)) return true;
        }
        return false;
    }

    // A spelling may be too long for the file system, or not allowed; then the entry does not answer to it.
    static bool Exists(Descriptor folder, byte[] name)
    {
        try
        {
            return TryStat(folder, name, out _);
        }
        catch (EntryException)
        {
            return false;
        }
    }

    static IEnumerable<string> OtherSpellings(string name)
    {
        yield return name.ToUpperInvariant();
        yield return name.ToLowerInvariant();
        yield return name.Normalize(NormalizationForm.FormC);
        yield return name.Normalize(NormalizationForm.FormD);
    }

    static byte[] FindInFolder(Descriptor folder, ReadOnlySpan<byte> name, in Statx entry)
    {
        using var open = UnixOpen.Folder(folder, "."u8);
        var listing = new FolderListing();
        UnixLister.List(open, listing, default);
        var sameEntry = -1;
        var sameSpelling = -1;
        for (var i = 0; i < listing.Count; i++)
        {
            if (listing.NameAt(i).SequenceEqual(name)) return name.ToArray();
            var isSpelling = IsSpelling(listing.NameAt(i), name);
            if (isSpelling) sameSpelling = i;
            if (listing.FactsAt(i).FileId != entry.Inode) continue;
            // Of several (hard links) the one that differs in case is meant, not just any.
            if (sameEntry < 0 || isSpelling) sameEntry = i;
        }
        var found = sameEntry >= 0 ? sameEntry : sameSpelling;
        return found < 0 ? name.ToArray() : listing.NameAt(found).ToArray();
    }

    static bool IsSpelling(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        string.Equals(Wtf8.Decode(one), Wtf8.Decode(other), StringComparison.OrdinalIgnoreCase);
}
