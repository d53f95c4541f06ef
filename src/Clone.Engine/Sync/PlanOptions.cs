using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>What the planner must know beside the two sides.</summary>
sealed record PlanOptions
{
    /// <summary>Incremental or full.</summary>
    public SyncMode Mode { get; init; }

    /// <summary>What the destination can hold.</summary>
    public DestinationCapabilities Capabilities { get; init; } = new();

    /// <summary>The coarser unit of modification times of both sides.</summary>
    public long TimeUnit { get; init; } = 1;

    /// <summary>True when a side stores local times (FAT): exactly one hour apart counts as equal.</summary>
    public bool HasLocalTimes { get; init; }

    /// <summary>The bits of <see cref="Entries.EntryFacts.Attributes"/> that are compared and set.</summary>
    public uint AttributeMask { get; init; }

    /// <summary>Whether what a filter leaves out is removed at the destination.</summary>
    public bool DeleteExcluded { get; init; }

    /// <summary>
    /// True when the last run was cut off by a stop of the machine: a file without an index row may not have reached
    /// the disk whole, whatever its size and time say.
    /// </summary>
    public bool DistrustsUnindexed { get; init; }

    /// <summary>
    /// True when the destination was not listed, and the index stands for it: what is really there is looked at before it is
    /// written.
    /// </summary>
    public bool ListsIndex { get; init; }

    /// <summary>Whether a file of the right size and time needs no contents.</summary>
    public bool TrustsSizeAndTime => Mode != SyncMode.Full && !DistrustsUnindexed;

    /// <summary>Whether times, attributes and owner of a file are put off until its contents change.</summary>
    public bool DefersMetadata { get; init; }

    /// <summary>Whether nothing is removed at the destination.</summary>
    public bool NoDelete { get; init; }

    /// <summary>True to give files that need nothing as Observe steps too, so that their contents can be compared.</summary>
    public bool ShowsUnchanged { get; init; }

    /// <summary>Whether files that need nothing are told of too.</summary>
    public bool TellsUnchanged { get; init; }

    /// <summary>
    /// Whether a replacement for this reason is one that the guard counts: the source has other contents. What is sent
    /// again to be sure, or since the copy was touched, is none.
    /// </summary>
    public bool Guards(PlanReason reason) => Mode != SyncMode.Full
        && reason is PlanReason.SizeDiffers or PlanReason.TimeDiffers or PlanReason.SourceChanged or PlanReason.ContentDiffers;

    /// <summary>True to give what takes no part as Exclude steps.</summary>
    public bool ShowsExcluded { get; init; }

    /// <summary>What is set on an entry of a kind.</summary>
    public FacetMask FacetsFor(EntryKind kind)
    {
        if (kind != EntryKind.Link) return Capabilities.Keeps;
        var mask = Capabilities.Keeps & ~FacetMask.Attributes;
        return Capabilities.KeepsLinkTimes ? mask : mask & ~(FacetMask.Modified | FacetMask.Created);
    }

    /// <summary>Whether facets of an entry that the destination keeps are others than at the source, its time of change aside.</summary>
    public bool FacetsDiffer(in EntryFacts source, in EntryFacts destination)
    {
        var keeps = Capabilities.Keeps;
        if ((keeps & FacetMask.Owner) != 0
            && (source.Owner != destination.Owner || source.Group != destination.Group)) return true;
        if (source.Kind == EntryKind.Link) return false;
        if ((keeps & FacetMask.Attributes) != 0
            && ((source.Attributes ^ destination.Attributes) & AttributeMask) != 0) return true;
        return (keeps & FacetMask.Created) != 0
            && System.Math.Abs(source.Created - destination.Created) >= TimeUnit
            && !IsHourShift(source.Created, destination.Created, TimeUnit);
    }

    /// <summary>Whether two times are apart by what a change of daylight saving makes of local times.</summary>
    public bool IsHourShift(long one, long other, long unit) =>
        HasLocalTimes && System.Math.Abs(System.Math.Abs(one - other) - System.TimeSpan.TicksPerHour) < unit;

    /// <summary>Windows: read-only, hidden, system, not content indexed. Unix: the permission bits.</summary>
    public static uint AttributeMaskOfThisMachine =>
        System.IO.Path.DirectorySeparatorChar == '/' ? 0xFFFu : 0x1u | 0x2u | 0x4u | 0x2000u;

    /// <summary>The coarser of both sides.</summary>
    public static long CoarserTimeUnit(VolumeFacts source, DestinationCapabilities destination) =>
        System.Math.Max(1, System.Math.Max(source.TimeUnit, destination.TimeUnit));
}
