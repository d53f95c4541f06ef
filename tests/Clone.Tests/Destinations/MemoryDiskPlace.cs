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
    public override IDestination Open(TemporaryNames names)
    {
        using var trial = OpenRoot();
        return new FolderDestination(OpenRoot(), CapabilityProbe.Try(trial, names, trial.Volume()) with { MaxFileSize = 1 << 30 }, names);
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
