using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>One key of the march: what the source, the destination and the index hold under it.</summary>
ref struct MarchPair
{
    /// <summary>The folder that holds the entry.</summary>
    public EntryPath Parent;

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>True when the key is a folder's.</summary>
    public bool IsFolder;

    public bool InSource;
    public EntryFacts Source;
    public Exclusion SourceExclusion;

    public bool AtDestination;
    public EntryFacts Destination;
    public Exclusion DestinationExclusion;

    public bool InIndex;
    public IndexRow Row;

    public readonly EntryPath Path => Parent.Append(Name);
}
