namespace Clone.Engine.Sync;

/// <summary>Why a run does something with an item.</summary>
public enum PlanReason
{
    /// <summary>It is not at the destination.</summary>
    Missing,

    /// <summary>Another size than at the destination.</summary>
    SizeDiffers,

    /// <summary>Another modification time than at the destination.</summary>
    TimeDiffers,

    /// <summary>The source is not what was last seen there.</summary>
    SourceChanged,

    /// <summary>The destination is not what the last run left there.</summary>
    DestinationChanged,

    /// <summary>The last run was cut off by a stop of the machine before this item was surely on the disk.</summary>
    NotProven,

    /// <summary>Same size and time, other contents (-Checksum).</summary>
    ContentDiffers,

    /// <summary>The run is full.</summary>
    Full,

    /// <summary>Attributes, mode, owner or creation time differ.</summary>
    FacetsDiffer,

    /// <summary>Not at the source.</summary>
    NotAtSource,

    /// <summary>Left out by the filters, and the job removes such items.</summary>
    Excluded,

    /// <summary>Something of another kind has the name.</summary>
    KindDiffers,

    /// <summary>It is at the destination under a name that differs in case alone.</summary>
    CaseDiffers,

    /// <summary>It is at the destination under the path that it had at the source.</summary>
    Moved,
}
