using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;

namespace Clone.Tests.Destinations;

/// <summary>A place in memory.</summary>
sealed class MemoryPlace(DestinationCapabilities capabilities) : DestinationPlace
{
    readonly MemoryStore store = new();

    public override IDestination Open(TemporaryNames names) => new MemoryDestination(store, capabilities);

    public override SortedDictionary<string, string> Read()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, item) in store.All())
        {
            found.Add(path.ToString(), item.Facts.Kind switch
            {
                EntryKind.Folder => "folder",
                EntryKind.Link => "link: " + Encoding.UTF8.GetString(item.Content),
                _ => "file: " + Encoding.UTF8.GetString(item.Content),
            });
        }
        return found;
    }

    public override void Dispose()
    {
    }
}
