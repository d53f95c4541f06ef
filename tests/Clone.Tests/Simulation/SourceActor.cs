using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>Somebody who works in the source: makes, changes, renames, moves and removes, by a seed.</summary>
sealed class SourceActor(MemoryDisk disk, Random random)
{
    static readonly string[] Texts =
    [
        "a", "b", "A", "B", "a-b", "a.txt", "a!", "~b", ".hidden", "日本語", "é", "e\u0301", "\U0001F600", "with space", " lead",
        "trail ", "dot.", "new\nline", "back\\slash", "*star?", "\x01ctl", "CON", "a\u202Eb",
    ];

    const int MostDepth = 5;
    int written;

    public void Act(int count)
    {
        for (var i = 0; i < count; i++) Act();
    }

    /// <summary>Does one thing.</summary>
    public void Act()
    {
        var all = disk.Root.Below().Select(pair => pair.Entry).ToList();
        var entry = all.Count == 0 ? null : Pick(all);
        switch (all.Count < 8 ? 0 : random.Next(all.Count > 60 ? 20 : 16))
        {
            case < 5:
                Make(Pick(Folders()), NewName());
                break;
            case < 8 when entry!.Kind == EntryKind.File:
                disk.Write(entry, NewContent(entry.Content));
                break;
            case 8:
                Dress(entry!);
                break;
            case 9 when random.Next(3) == 0:
                ChangePlaces(entry!, Pick(all));
                break;
            case 9:
                TryRename(entry!, entry!.Parent!, NewName());
                break;
            case 10:
                TryRename(entry!, Pick(Folders()), entry!.Name);
                break;
            case 11:
                ChangeCase(entry!);
                break;
            case 12:
                Exchange(entry!);
                break;
            case 13:
                ReplaceByRename(entry!);
                break;
            case >= 14:
                Remove(entry!);
                break;
        }
    }

    public void WriteTo(string path)
    {
        if (disk.Find(path) is { Kind: EntryKind.File } file) disk.Write(file, NewContent(file.Content));
    }

    /// <summary>Writes into some of the larger files, at places that leave the rest as it was.</summary>
    public void ChangeSome()
    {
        foreach (var (_, entry) in disk.Root.Below().ToList())
            if (entry.Kind == EntryKind.File && entry.Content.Length > 100 && random.Next(3) == 0)
                disk.Write(entry, ChangedHereAndThere(entry.Content, BitConverter.GetBytes(++written * 7919)));
    }

    void Make(MemoryEntry folder, string name)
    {
        if (disk.Find(folder, name) is not null) return;
        var entry = random.Next(10) switch
        {
            < 3 => disk.Create(folder, name, EntryKind.Folder, [], EntryOperation.CreateFolder),
            3 => disk.Create(folder, name, EntryKind.Link, Target(), EntryOperation.CreateLink),
            _ => MakeFile(folder, name),
        };
        entry.Mode = entry.Kind == EntryKind.Folder ? 0x1EDu : 0x1A4u;
        if (random.Next(3) == 0) Dress(entry);
    }

    MemoryEntry MakeFile(MemoryEntry folder, string name)
    {
        var entry = disk.Create(folder, name, EntryKind.File, [], EntryOperation.Write);
        disk.Write(entry, NewContent([]));
        return entry;
    }

    /// <summary>Puts something of another kind under the same name.</summary>
    void Exchange(MemoryEntry entry)
    {
        var (folder, name) = (entry.Parent!, entry.Name);
        Remove(entry);
        if (entry.Kind == EntryKind.Folder)
        {
            if (random.Next(2) == 0) MakeFile(folder, name);
            else disk.Create(folder, name, EntryKind.Link, Target(), EntryOperation.CreateLink);
            return;
        }
        if (random.Next(3) == 0 && entry.Kind == EntryKind.File)
        {
            disk.Create(folder, name, EntryKind.Link, Target(), EntryOperation.CreateLink);
            return;
        }
        var made = disk.Create(folder, name, EntryKind.Folder, [], EntryOperation.CreateFolder);
        for (var i = random.Next(3); i > 0; i--) Make(made, NewName());
    }

    /// <summary>As editors save: a new file beside the old one takes its name.</summary>
    void ReplaceByRename(MemoryEntry entry)
    {
        if (entry.Kind == EntryKind.Folder) return;
        var name = MemoryEntry.NameOf("saving");
        if (disk.Find(entry.Parent!, name) is null) disk.Rename(MakeFile(entry.Parent!, name), entry.Parent!, entry.Name, replace: true);
    }

    /// <summary>One takes the path of the other, and the other its path, or one that is free.</summary>
    void ChangePlaces(MemoryEntry one, MemoryEntry other)
    {
        for (var above = one.Parent; above is not null; above = above.Parent)
            if (above == other) return;
        var (folder, name, way) = (other.Parent!, other.Name, MemoryEntry.NameOf("way"));
        if (one == other || other.Kind != one.Kind || disk.Find(one.Parent!, way) is not null) return;
        for (var above = folder; above is not null; above = above.Parent)
            if (above == one) return;
        var (from, former) = (one.Parent!, one.Name);
        TryRename(other, one.Parent!, way);
        TryRename(one, folder, name);
        if (random.Next(2) == 0) TryRename(other, from, former);
    }

    void ChangeCase(MemoryEntry entry)
    {
        var text = MemoryEntry.Text(entry.Name);
        var other = text.Any(char.IsLower) ? text.ToUpperInvariant() : text.ToLowerInvariant();
        if (other != text && !text.Contains('\uFFFD')) TryRename(entry, entry.Parent!, MemoryEntry.NameOf(other));
    }

    void TryRename(MemoryEntry entry, MemoryEntry folder, string name)
    {
        for (var above = folder; above is not null; above = above.Parent)
            if (above == entry) return;
        if (Depth(folder) + 3 > MostDepth && entry.Kind == EntryKind.Folder) return;
        if (disk.Find(folder, name) is { } there && there != entry) return;
        disk.Rename(entry, folder, name, replace: false);
    }

    void Dress(MemoryEntry entry)
    {
        var facts = new EntryFacts
        {
            Attributes = 0x180u | (uint)random.Next(0x200),
            Owner = (uint)random.Next(3),
            Group = (uint)random.Next(1000, 1003),
            Modified = new DateTime(1999 + random.Next(20), 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + random.NextInt64(TimeSpan.TicksPerDay * 300),
        };
        var mask = (FacetMask)random.Next(1, 16) & (FacetMask.Modified | FacetMask.Attributes | FacetMask.Owner);
        disk.SetFacets(entry, facts, mask);
    }

    void Remove(MemoryEntry entry) => disk.Remove(entry);

    /// <summary>Contents that nobody had before, often of the old length, or the old ones with more at their end.</summary>
    byte[] NewContent(byte[] old)
    {
        var stamp = BitConverter.GetBytes(++written * 7919);
        var length = random.Next(8) switch { 0 => 0, 1 => 60_000 + random.Next(90_000), _ => random.Next(1, 400) };
        if (random.Next(6) == 0) return [.. old.Take(4000), .. stamp];
        if (old.Length > 100 && random.Next(2) == 0) return ChangedHereAndThere(old, stamp);
        if (random.Next(4) == 0) length = old.Length;
        var content = new byte[length];
        for (var i = 0; i < length; i++) content[i] = stamp[i % 4];
        return content;
    }

    /// <summary>As databases write: some ranges of the old contents, and now and then the length.</summary>
    byte[] ChangedHereAndThere(byte[] old, byte[] stamp)
    {
        var content = old.ToArray();
        if (random.Next(3) == 0) Array.Resize(ref content, random.Next(50, 2 * old.Length));
        for (var i = random.Next(1, 6); i > 0; i--) stamp.CopyTo(content, random.Next(content.Length - stamp.Length));
        return content;
    }

    byte[] Target() => System.Text.Encoding.UTF8.GetBytes((random.Next(3) == 0 ? "../../../etc/" : "a/") + ++written);

    string NewName()
    {
        // No UTF-8; where case is folded the disk keeps names as text.
        if (!disk.FoldsCase && random.Next(40) == 0) return "\xFF" + random.Next(3);
        var text = random.Next(3) == 0 ? Pick(Texts) : Pick(Texts) + random.Next(20);
        return MemoryEntry.NameOf(text);
    }

    List<MemoryEntry> Folders() =>
        [disk.Root, .. disk.Root.Below().Select(pair => pair.Entry).Where(entry => entry.Kind == EntryKind.Folder && Depth(entry) < MostDepth)];

    static int Depth(MemoryEntry? entry) => entry is null ? -1 : 1 + Depth(entry.Parent);

    T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
