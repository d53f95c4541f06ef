using System;
using System.Collections.Generic;
using System.IO;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>
/// The platform of one program: disks in memory stand at paths that the machine does not have; all others are the machine's.
/// </summary>
/// <param name="watch">Sees what the program asks of the disks.</param>
sealed class MemoryPlatform(IMemoryWatch watch) : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();
    readonly Dictionary<string, MemoryDisk> disks = new(StringComparer.Ordinal);

    public IMemoryWatch Watch => watch;

    /// <summary>Called before a folder of the machine itself is opened.</summary>
    public Action BeforeReal { get; init; } = () => { };

    public override StringComparison PathComparison => StringComparison.Ordinal;

    /// <summary>Where a disk of that name stands.</summary>
    public static string PlaceOf(string name) =>
        Path.Combine(OperatingSystem.IsWindows() ? @"M:\memory" : "/no such folder/memory", name);

    public MemoryPlatform With(MemoryDisk disk)
    {
        disks.Add(PlaceOf(disk.Name), disk);
        return this;
    }

    public override FolderHandle OpenRoot(string path)
    {
        foreach (var (place, disk) in disks)
        {
            if (path != place && !path.StartsWith(place + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            var below = path.Substring(place.Length).Replace(Path.DirectorySeparatorChar, '/').Trim('/');
            var call = new MemoryCall(disk, EntryOperation.List, below);
            watch.Before(call);
            lock (disk.Gate)
            {
                var entry = disk.Find(below) ?? throw new EntryException(IoProblem.NotFound, "ENOENT", EntryOperation.List);
                return MemoryFolder.Open(this, disk, entry);
            }
        }
        BeforeReal();
        return real.OpenRoot(path);
    }

    public override string Canonicalize(string path)
    {
        foreach (var place in disks.Keys)
            if (path.StartsWith(place, StringComparison.Ordinal)) return path;
        return real.Canonicalize(path);
    }
}
