using System;
using System.Buffers;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Reads what an open folder holds.</summary>
readonly struct WindowsLister(NtHandle folder, WindowsVolume volume)
{
    /// <summary>Bytes of WTF-8 that a character of UTF-16 can become.</summary>
    const int MostBytesACharacter = 3;

    /// <summary>Adds all entries. The handle must not have listed before.</summary>
    public void List(FolderListing into, CancellationToken cancellation)
    {
        using var reader = new NtDirectoryReader(folder);
        var room = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            while (reader.Read())
            {
                if (reader.IsBufferUsedUp) cancellation.ThrowIfCancellationRequested();
                var length = reader.Name.Length * MostBytesACharacter;
                if (length > room.Length)
                {
                    ArrayPool<byte>.Shared.Return(room);
                    room = ArrayPool<byte>.Shared.Rent(length);
                }
                Add(into, reader, room.AsSpan(0, Wtf8.Encode(reader.Name, room)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>
    /// Finds an entry without opening it, by any of its names. Null when there is none. An entry of exactly that name
    /// goes before one that differs in case, which only a folder that tells cases apart can hold beside it.
    /// </summary>
    public byte[]? Find(string name, out EntryFacts facts)
    {
        facts = default;
        byte[]? found = null;
        if (NtName.HasWildcard(name)) return found;
        var request = new OpenRequest(Access.ListDirectory, OpenOptions.DirectoryFile | OpenOptions.OpenForBackupIntent);
        NtFile.Check(NtFile.Open(folder, "", request, out var again), EntryOperation.Look);
        using (again)
        using (var reader = new NtDirectoryReader(again!, name))
        {
            while (reader.Read())
            {
                var exact = reader.Name.SequenceEqual(name.AsSpan());
                if (found is not null && !exact) continue;
                found = Wtf8.Encode(reader.Name);
                facts = FactsOf(reader) ?? default;
                if (exact) break;
            }
        }
        return found;
    }

    void Add(FolderListing into, NtDirectoryReader reader, ReadOnlySpan<byte> name)
    {
        // A server may send anything. Such an entry cannot be worked with, and left out it would count as removed.
        if (!EntryPath.IsSafeName(name)) throw WindowsErrors.OfStatus(NtStatus.ObjectNameInvalid, EntryOperation.List);
        if (FactsOf(reader) is { } facts)
            into.Add(name, facts, WindowsFacts.ExclusionOf(facts.Kind, facts.Attributes));
    }

    EntryFacts? FactsOf(NtDirectoryReader reader)
    {
        ref readonly var entry = ref reader.Entry;
        var kind = WindowsFacts.KindOf(entry.FileAttributes, entry.EaSize);
        var facts = WindowsFacts.Of(entry, kind, volume.HasLastingFileIds ? reader.FileId : 0);
        if (kind != EntryKind.Link) return facts;
        // How long a link's target is only the link itself tells.
        var status = NtFile.Open(folder, reader.Name.ToString(), new OpenRequest(Access.ReadAttributes), out var link);
        if (NtStatus.IsNotFound(status)) return null;
        if (!NtStatus.IsSuccess(status)) return facts;
        using (link) return facts with { Size = WindowsEntries.TargetLength(link!, entry.FileAttributes) };
    }
}
