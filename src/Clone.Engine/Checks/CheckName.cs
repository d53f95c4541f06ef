namespace Clone.Engine.Checks;

/// <summary>What is looked at before a run. The names are what scripts match and never change.</summary>
public enum CheckName
{
    /// <summary>The job's settings keep all rules, and it is enabled.</summary>
    Settings,

    /// <summary>The source folder is there.</summary>
    SourcePath,

    /// <summary>It can be listed.</summary>
    SourceRights,

    /// <summary>The base folder is there, and the destination can be made or opened.</summary>
    DestinationPath,

    /// <summary>The destination is the job's own.</summary>
    Marker,

    /// <summary>Marker and state are of a version that is understood.</summary>
    Version,

    /// <summary>Files can be made and removed at the destination.</summary>
    DestinationRights,

    /// <summary>The clock of the destination agrees with that of this machine.</summary>
    Clock,

    /// <summary>What the next run would do, and whether the guard would let it.</summary>
    Plan,

    /// <summary>There is room for it.</summary>
    FreeSpace,

    /// <summary>The destination can hold the names.</summary>
    Names,

    /// <summary>It can hold files of these sizes.</summary>
    FileSizes,

    /// <summary>It can hold links, where there are any.</summary>
    Links,
}
