using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Brings the named streams of folders to a destination.</summary>
/// <param name="tree">The destination.</param>
/// <param name="capabilities">What it can hold.</param>
sealed class FolderStreams(FolderTree tree, DestinationCapabilities capabilities)
{
    /// <summary>Brings the named streams of a folder.</summary>
    /// <returns>How many the destination cannot hold.</returns>
    public int Bring(SourceFolder source, EntryPath path, in EntryFacts facts, FacetMask mask)
    {
        if (!source.Volume.HasStreams) return 0;
        using var from = source.OpenFolder(path);
        using var streams = from.Folder.OwnStreams();
        if (streams?.List() is not { Count: > 0 } found) return 0;
        if ((capabilities.Keeps & FacetMask.Streams) == 0) return found.Count;
        using var to = tree.Open(path);
        using var own = to.Folder.OwnStreams();
        if (own is null) return found.Count;
        // A read-only folder may take no streams. Its own attributes are set after this, with its other facets.
        if ((mask & FacetMask.Attributes) != 0 && (facts.Attributes & FileAttribute.ReadOnly) != 0)
            to.Folder.SetOwnFacets(facts with { Attributes = facts.Attributes & ~FileAttribute.ReadOnly }, FacetMask.Attributes);
        StreamCopier.CopyOwn(streams, own);
        return 0;
    }
}
