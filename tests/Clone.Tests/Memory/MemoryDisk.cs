using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>
/// A volume in memory. It knows what has reached the disk: a power cut takes some of the last changes back, the newest
/// first, and may leave anything in contents that were not flushed.
/// </summary>
sealed class MemoryDisk
{
    /// <summary>What of a file reaches the disk at once, in bytes: little, as its files are small.</summary>
    const int SectorBytes = 32;

    readonly Stack<Action> undo = new();
    readonly Dictionary<MemoryEntry, byte[]> unflushed = [];
    ulong lastId = 1;
    long clock;

    public MemoryDisk(string name, long start)
    {
        Name = name;
        clock = start;
        Root = new MemoryEntry(EntryKind.Folder, id: 1) { Mode = 0x1ED, Modified = start, Changed = start };
    }

    public string Name { get; }

    public MemoryEntry Root { get; }

    public object Gate { get; } = new();

    /// <summary>Names that differ only in case are one name.</summary>
    public bool FoldsCase { get; init; }

    /// <summary>Unit of times in ticks.</summary>
    public long TimeUnit { get; init; } = 1;

    public bool HasLinks { get; init; } = true;

    /// <summary>Modes and owners come back as they were set, and file ids last.</summary>
    public bool IsUnix { get; init; } = true;

    public bool FlushesWhole { get; init; } = true;

    /// <summary>Files can take the contents of others over without copying them.</summary>
    public bool Clones { get; init; } = true;

    /// <summary>Files can be written before they have any name.</summary>
    public bool HoldsUnnamed { get; init; }

    /// <summary>How many have.</summary>
    public int Cloned { get; set; }

    /// <summary>Room in bytes for contents.</summary>
    public long Room { get; set; } = 1L << 40;

    public VolumeFacts Volume => new()
    {
        Id = "uuid:" + Name,
        FileSystem = "memory",
        TimeUnit = TimeUnit,
        FoldsCase = FoldsCase,
        HasLastingFileIds = IsUnix,
    };

    /// <summary>A moment later than the one before.</summary>
    public long Now() => clock += 2 * Math.Max(TimeUnit, 20_000_000);

    public long Stored(long time) => time / TimeUnit * TimeUnit;

    /// <summary>The form in which names are compared.</summary>
    public string Fold(string name) =>
        FoldsCase ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(MemoryEntry.Text(name).ToUpperInvariant())) : name;

    public MemoryEntry? Find(MemoryEntry folder, string name) => folder.Children.GetValueOrDefault(Fold(name));

    /// <summary>The entry of a path; null when it is not there.</summary>
    public MemoryEntry? Find(string path)
    {
        var entry = Root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(entry, MemoryEntry.NameOf(part)) is not { } next) return null;
            entry = next;
        }
        return entry;
    }

    public EntryFacts FactsOf(MemoryEntry entry) => new()
    {
        Kind = entry.Kind,
        Attributes = entry.Mode,
        Size = entry.Kind == EntryKind.Folder ? 0 : entry.Content.Length,
        Modified = entry.Modified,
        Changed = entry.Changed,
        Created = entry.Born,
        FileId = IsUnix ? entry.Id : 0,
        Owner = entry.Owner,
        Group = entry.Group,
    };

    /// <summary>Makes an entry; a taken name is a failure.</summary>
    public MemoryEntry Create(MemoryEntry folder, string name, EntryKind kind, byte[] content, EntryOperation operation)
    {
        RequireLiving(folder, operation);
        if (Find(folder, name) is not null) throw new EntryException(IoProblem.AlreadyExists, "EEXIST", operation);
        var now = Stored(Now());
        var entry = new MemoryEntry(kind, ++lastId)
        {
            Mode = kind switch { EntryKind.Folder => 0x1C0u, EntryKind.Link => 0x1FFu, _ => 0x180u },
            Content = content,
            Modified = now,
            Changed = now,
            Born = now,
        };
        Link(folder, name, entry);
        return entry;
    }

    /// <summary>Makes a file without a name.</summary>
    public MemoryEntry CreateUnnamed(MemoryEntry folder)
    {
        RequireLiving(folder, EntryOperation.Write);
        var now = Stored(Now());
        return new MemoryEntry(EntryKind.File, ++lastId) { Mode = 0x180, Modified = now, Changed = now, Born = now };
    }

    /// <summary>Gives a file its first name; a taken one is a failure.</summary>
    public void NameFirst(MemoryEntry file, MemoryEntry folder, string name)
    {
        RequireLiving(folder, EntryOperation.Rename);
        if (file.Parent is not null) throw new EntryException(IoProblem.NotFound, "ENOENT", EntryOperation.Rename);
        if (Find(folder, name) is not null) throw new EntryException(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Rename);
        var before = undo.Count;
        Link(folder, name, file);
        Join(before);
    }

    /// <summary>A file that was closed before it had a name gives its room back.</summary>
    public void Forget(MemoryEntry file)
    {
        Room += file.Content.Length;
        unflushed.Remove(file);
    }

    public void Remove(MemoryEntry entry)
    {
        var folder = entry.Parent!;
        Unlink(entry);
        Touch(folder);
        Room += entry.Content.Length;
    }

    public void Rename(MemoryEntry entry, MemoryEntry folder, string name, bool replace)
    {
        RequireLiving(folder, EntryOperation.Rename);
        if (Find(folder, name) is { } there && there != entry)
        {
            if (!replace) throw new EntryException(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Rename);
            if (there.Kind == EntryKind.Folder) throw new EntryException(IoProblem.IsAFolder, "EISDIR", EntryOperation.Rename);
            // What is replaced keeps its spelling, as on FAT.
            name = there.Name;
            // Both steps reach the disk together or not at all.
            var steps = undo.Count;
            Replace(entry, there, folder, name);
            Join(steps);
            return;
        }
        var before = undo.Count;
        var from = entry.Parent!;
        Unlink(entry);
        Link(folder, name, entry);
        Touch(from);
        Join(before);
    }

    public void SetFacets(MemoryEntry entry, in EntryFacts facts, FacetMask mask)
    {
        var (mode, owner, group, modified) = (entry.Mode, entry.Owner, entry.Group, entry.Modified);
        undo.Push(() => (entry.Mode, entry.Owner, entry.Group, entry.Modified) = (mode, owner, group, modified));
        if (IsUnix && (mask & FacetMask.Owner) != 0) (entry.Owner, entry.Group) = (facts.Owner, facts.Group);
        if (IsUnix && (mask & FacetMask.Attributes) != 0 && entry.Kind != EntryKind.Link) entry.Mode = facts.Attributes;
        if ((mask & FacetMask.Modified) != 0) entry.Modified = Stored(facts.Modified);
        entry.Changed = Now();
    }

    /// <summary>Gives a file other contents. They are not on the disk yet.</summary>
    public void Write(MemoryEntry entry, byte[] content)
    {
        var more = content.Length - entry.Content.Length;
        if (more > Room) throw new EntryException(IoProblem.DiskFull, "ENOSPC", EntryOperation.Write);
        Room -= more;
        unflushed.TryAdd(entry, entry.Content);
        var (modified, changed) = (entry.Modified, entry.Changed);
        // Contents may reach the disk without their time.
        undo.Push(() => (entry.Modified, entry.Changed) = (modified, changed));
        entry.Content = content;
        entry.Modified = Stored(Now());
        entry.Changed = entry.Modified;
    }

    /// <summary>Brings the contents of a file to the disk, and all that was done before in the order of the journal.</summary>
    public void Flush(MemoryEntry entry)
    {
        unflushed.Remove(entry);
        undo.Clear();
    }

    /// <summary>Brings everything to the disk.</summary>
    public void Flush()
    {
        unflushed.Clear();
        undo.Clear();
    }

    /// <summary>The power goes. What was flushed stays.</summary>
    public void CutPower(Random random)
    {
        for (var lost = undo.Count == 0 ? 0 : random.Next(undo.Count + 1); lost > 0; lost--) undo.Pop()();
        foreach (var (entry, old) in unflushed)
        {
            entry.Content = random.Next(4) switch
            {
                0 => old,
                1 when old.Length == 0 => entry.Content[..random.Next(entry.Content.Length + 1)],
                2 when old.Length == 0 => new byte[entry.Content.Length],
                1 or 2 => Torn(old, entry.Content, random),
                _ => entry.Content,
            };
        }
        Flush();
    }

    /// <summary>Of a file that held something before, each sector is the old one or the new one; where there was none it may be blank.</summary>
    static byte[] Torn(byte[] old, byte[] now, Random random)
    {
        var torn = new byte[random.Next(2) == 0 ? old.Length : now.Length];
        for (var at = 0; at < torn.Length; at += SectorBytes)
        {
            var isOld = at >= now.Length || (random.Next(2) == 0 && now.Length <= torn.Length);
            var from = isOld ? old : now;
            for (var i = at; i < Math.Min(at + SectorBytes, torn.Length); i++) torn[i] = i < from.Length ? from[i] : i < old.Length ? old[i] : (byte)0;
        }
        return torn;
    }

    void Replace(MemoryEntry entry, MemoryEntry there, MemoryEntry folder, string name)
    {
        var from = entry.Parent!;
        Unlink(there);
        Room += there.Content.Length;
        Unlink(entry);
        Link(folder, name, entry);
        Touch(from);
    }

    void Link(MemoryEntry folder, string name, MemoryEntry entry)
    {
        var former = entry.Name;
        folder.Children.Add(Fold(name), entry);
        (entry.Name, entry.Parent) = (name, folder);
        Touch(folder);
        undo.Push(() =>
        {
            folder.Children.Remove(Fold(name));
            (entry.Name, entry.Parent) = (former, null);
        });
    }

    void Unlink(MemoryEntry entry)
    {
        var folder = entry.Parent!;
        folder.Children.Remove(Fold(entry.Name));
        entry.Parent = null;
        undo.Push(() =>
        {
            folder.Children.Add(Fold(entry.Name), entry);
            entry.Parent = folder;
        });
    }

    void Touch(MemoryEntry folder)
    {
        var before = folder.Modified;
        undo.Push(() => folder.Modified = before);
        folder.Modified = Stored(Now());
        folder.Changed = folder.Modified;
    }

    void Join(int steps)
    {
        var joined = new List<Action>();
        while (undo.Count > steps) joined.Add(undo.Pop());
        undo.Push(() => joined.ForEach(step => step()));
    }

    void RequireLiving(MemoryEntry folder, EntryOperation operation)
    {
        if (folder.Parent is null && folder != Root) throw new EntryException(IoProblem.NotFound, "ENOENT", operation);
    }
}
