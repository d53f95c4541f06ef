using System;
using System.Linq;
using System.Text;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>A folder of a <see cref="MemoryDisk"/>, opened by a program.</summary>
sealed class MemoryFolder : FolderHandle
{
    readonly MemoryPlatform platform;
    readonly MemoryDisk disk;
    readonly MemoryEntry folder;

    MemoryFolder(MemoryPlatform platform, MemoryDisk disk, MemoryEntry folder)
    {
        this.platform = platform;
        this.disk = disk;
        this.folder = folder;
    }

    public static MemoryFolder Open(MemoryPlatform platform, MemoryDisk disk, MemoryEntry entry) => entry.Kind switch
    {
        EntryKind.Folder => new MemoryFolder(platform, disk, entry),
        EntryKind.Link => throw new EntryException(IoProblem.LinkInTheWay, "ELOOP", EntryOperation.List),
        _ => throw new EntryException(IoProblem.NotAFolder, "ENOTDIR", EntryOperation.List),
    };

    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do(EntryOperation.List, text, () => Open(platform, disk, Require(text, EntryOperation.List)));
    }

    public override void List(FolderListing into, CancellationToken cancellation)
    {
        var children = Do(EntryOperation.List, null, () => folder.Children.Values.Select(child => (child.Name, Facts: disk.FactsOf(child))).ToList());
        foreach (var (name, facts) in children)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = Encoding.Latin1.GetBytes(name);
            into.Add(bytes, facts, System.Text.Unicode.Utf8.IsValid(bytes) ? Exclusion.None : Exclusion.NameNotValid);
        }
    }

    public override EntryFacts? Look(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do(EntryOperation.Look, text, () => disk.Find(folder, text) is { } found ? disk.FactsOf(found) : (EntryFacts?)null);
    }

    public override EntryFacts LookAtSelf() => Do(EntryOperation.Look, null, () => disk.FactsOf(folder));

    public override byte[]? StoredName(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do(EntryOperation.Look, text, () => disk.Find(folder, text) is { } found ? Encoding.Latin1.GetBytes(found.Name) : null);
    }

    public override FileReader OpenFile(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do<FileReader>(EntryOperation.Read, text, () => Require(text, EntryOperation.Read) is var entry && entry.Kind == EntryKind.File
            ? new MemoryReader(platform.Watch, disk, entry)
            : throw Wrong(entry.Kind, EntryOperation.Read));
    }

    public override FileWriter CreateFile(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do<FileWriter>(EntryOperation.Write, text, () =>
            new MemoryWriter(platform.Watch, disk, disk.Create(folder, text, EntryKind.File, [], EntryOperation.Write)));
    }

    public override FileWriter? TryCreateUnnamed() => !disk.HoldsUnnamed ? null : Do<FileWriter>(
        EntryOperation.Write, null, () => new UnnamedWriter(platform.Watch, disk, disk.CreateUnnamed(folder), folder.Path));

    /// <summary>Gives a file without a name its first one in this folder.</summary>
    public void Name(MemoryEntry file, ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        Do(EntryOperation.Rename, text, () =>
        {
            disk.NameFirst(file, folder, text);
            return true;
        });
    }

    public override FileWriter? TryCloneFile(
        ReadOnlySpan<byte> name, in EntryFacts expected, ReadOnlySpan<byte> newName, CancellationToken cancellation)
    {
        var (from, to, wanted) = (NameOf(name), NameOf(newName), expected);
        return Do<FileWriter?>(EntryOperation.Write, to, () =>
        {
            if (!disk.Clones || Require(from, EntryOperation.Read) is var old && (old.Id != wanted.FileId || old.Modified != wanted.Modified)) return null;
            var clone = disk.Create(folder, to, EntryKind.File, [], EntryOperation.Write);
            disk.Write(clone, old.Content);
            if (old.Content.Length > 0) disk.Cloned++;
            return new MemoryWriter(platform.Watch, disk, clone);
        });
    }

    public override FileWriter? TryOpenForChange(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        var path = MemoryEntry.Join(folder.Path, MemoryEntry.Text(text));
        // To open it changes nothing.
        var call = new MemoryCall(disk, EntryOperation.Look, path);
        platform.Watch.Before(call);
        FileWriter writer;
        lock (disk.Gate)
        {
            writer = Require(text, EntryOperation.Write) is var entry && entry.Kind == EntryKind.File
                ? new MemoryWriter(platform.Watch, disk, entry)
                : throw Wrong(entry.Kind, EntryOperation.Write);
        }
        platform.Watch.After(call);
        return writer;
    }

    public override void CreateFolder(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        Do(EntryOperation.CreateFolder, text, () => disk.Create(folder, text, EntryKind.Folder, [], EntryOperation.CreateFolder));
    }

    public override byte[] ReadLink(ReadOnlySpan<byte> name)
    {
        var text = NameOf(name);
        return Do(EntryOperation.Read, text, () => Require(text, EntryOperation.Read) is { Kind: EntryKind.Link } link
            ? link.Content
            : throw new EntryException(IoProblem.Other, "EINVAL", EntryOperation.Read));
    }

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target)
    {
        var text = NameOf(name);
        Do(EntryOperation.CreateLink, text, () => disk.HasLinks
            ? disk.Create(folder, text, EntryKind.Link, target, EntryOperation.CreateLink)
            : throw new EntryException(IoProblem.NotSupported, "EOPNOTSUPP", EntryOperation.CreateLink));
    }

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace)
    {
        var (from, to, into) = (NameOf(name), NameOf(newName), ((MemoryFolder)folder).folder);
        var call = new MemoryCall(disk, EntryOperation.Rename, MemoryEntry.Join(into.Path, MemoryEntry.Text(to)))
        {
            From = MemoryEntry.Join(this.folder.Path, MemoryEntry.Text(from)),
        };
        platform.Watch.Before(call);
        lock (disk.Gate) disk.Rename(Require(from, EntryOperation.Rename), into, to, replace);
        platform.Watch.After(call);
    }

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind)
    {
        var text = NameOf(name);
        var call = new MemoryCall(disk, EntryOperation.Remove, MemoryEntry.Join(folder.Path, MemoryEntry.Text(text))) { Kind = kind };
        platform.Watch.Before(call);
        lock (disk.Gate)
        {
            var entry = Require(text, EntryOperation.Remove);
            if ((entry.Kind == EntryKind.Folder) != (kind == EntryKind.Folder)) throw Wrong(entry.Kind, EntryOperation.Remove);
            if (entry.Children.Count > 0) throw new EntryException(IoProblem.NotEmpty, "ENOTEMPTY", EntryOperation.Remove);
            disk.Remove(entry);
        }
        platform.Watch.After(call);
    }

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask)
    {
        var (text, wanted) = (NameOf(name), facts);
        Do(EntryOperation.SetFacets, text, () => Set(Require(text, EntryOperation.SetFacets), wanted, mask));
    }

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask)
    {
        var wanted = facts;
        Do(EntryOperation.SetFacets, null, () => Set(folder, wanted, mask));
    }

    public override long FreeBytes() => disk.Room;

    public override VolumeFacts Volume() => disk.Volume;

    public override bool IsVolumeRoot() => folder == disk.Root;

    public override bool FlushVolume()
    {
        if (!disk.FlushesWhole) return false;
        Do(EntryOperation.Flush, null, () =>
        {
            disk.Flush();
            return true;
        });
        return true;
    }

    protected override void Dispose(bool disposing)
    {
    }

    T Do<T>(EntryOperation operation, string? name, Func<T> work)
    {
        var call = new MemoryCall(disk, operation, name is null ? folder.Path : MemoryEntry.Join(folder.Path, MemoryEntry.Text(name)));
        platform.Watch.Before(call);
        T result;
        lock (disk.Gate) result = work();
        platform.Watch.After(call);
        return result;
    }

    bool Set(MemoryEntry entry, in EntryFacts facts, FacetMask mask)
    {
        disk.SetFacets(entry, facts, mask);
        return true;
    }

    MemoryEntry Require(string name, EntryOperation operation) =>
        disk.Find(folder, name) ?? throw new EntryException(IoProblem.NotFound, "ENOENT", operation);

    static string NameOf(ReadOnlySpan<byte> name) => Encoding.Latin1.GetString(name);

    static EntryException Wrong(EntryKind kind, EntryOperation operation) => kind switch
    {
        EntryKind.Folder => new EntryException(IoProblem.IsAFolder, "EISDIR", operation),
        EntryKind.Link when operation == EntryOperation.Read => new EntryException(IoProblem.LinkInTheWay, "ELOOP", operation),
        _ => new EntryException(IoProblem.NotAFolder, "ENOTDIR", operation),
    };
}
