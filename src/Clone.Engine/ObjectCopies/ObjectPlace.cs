using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>Where a copy lies in an object store, and what is remembered of it.</summary>
/// <param name="Store">The store; it belongs to the caller.</param>
/// <param name="Keys">The keys of the copy.</param>
/// <param name="Tables">What is remembered.</param>
sealed record ObjectPlace(IObjectStore Store, ObjectKeys Keys, ObjectTables Tables)
{
    /// <summary>How files are sent.</summary>
    public ObjectSendLimits Limits { get; init; } = ObjectSendLimits.Default;

    /// <summary>Knows the blocks of large files that lie there; null where nothing is known of them.</summary>
    public BlockShelf? Blocks { get; init; }

    /// <summary>
    /// What becomes of a file whose contents are those of its object; null where contents are sent whatever seems to be there.
    /// </summary>
    public MetadataOnlyMode? MetadataOnly { get; init; }

    /// <summary>What contents pass before they are sent; null where nothing holds them up.</summary>
    public BandwidthGate? Gate { get; init; }

    /// <summary>Whether archived objects that are to be read are asked for.</summary>
    public bool RequestsArchived { get; init; }

    /// <summary>A copy in a bucket or container, with names as its service can hold them.</summary>
    public static ObjectPlace Of(IObjectStore store, string prefix, ObjectTables tables) =>
        new(store, new ObjectKeys(prefix, KeyEncoding.Of(store.Traits.Spelling), store.Traits), tables);
}
