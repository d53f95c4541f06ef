using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Tests.Memory;

namespace Clone.Tests.Destinations;

/// <summary>A folder of a disk in memory.</summary>
sealed class MemoryDiskPlace(MemoryDisk disk) : DestinationPlace
{
    /// <summary>Remembers the blocks of files; null where they are sent whole.</summary>
    public RememberedBlocks? Blocks { get; init; }

    public override IDestination Open(TemporaryNames names)
    {
        using var trial = OpenRoot();
        var capabilities = CapabilityProbe.Try(trial, names, trial.Volume()) with { MaxFileSize = 1 << 30 };
        return Blocks is null
            ? new FolderDestination(OpenRoot(), capabilities, names)
            : Blocks.Over(new FolderDestination(OpenRoot(), capabilities, names) { Blocks = Blocks.Shelf });
    }

    public override SortedDictionary<string, string> Read()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, entry) in disk.Root.Below())
        {
            if (entry.Name.StartsWith(".clone-", StringComparison.Ordinal)) continue;
            found.Add(path, entry.Kind switch
            {
                EntryKind.Folder => "folder",
                EntryKind.Link => "link: " + Encoding.UTF8.GetString(entry.Content),
                _ => "file: " + Encoding.UTF8.GetString(entry.Content),
            });
        }
        return found;
    }

    public override void Dispose()
    {
    }

    FolderHandle OpenRoot() => new MemoryPlatform(new MemoryWatch()).With(disk).OpenRoot(MemoryPlatform.PlaceOf(disk.Name));
}
