namespace Clone.Engine.Errors;

/// <summary>What went wrong with one entry, in words that hold for every platform and every kind of destination.</summary>
public enum IoProblem
{
    /// <summary>Something that has no word of its own here; the code tells.</summary>
    Other,
    NotFound,
    AccessDenied,

    /// <summary>Somebody else holds the file open in a way that excludes us.</summary>
    InUse,
    AlreadyExists,
    NotEmpty,
    NotAFolder,
    IsAFolder,

    /// <summary>A link stands where a folder was expected; it is not followed.</summary>
    LinkInTheWay,
    NameTooLong,

    /// <summary>The destination cannot hold such a name.</summary>
    NameNotAllowed,

    /// <summary>Another entry of the source has the same name but for case, and the destination makes no difference.</summary>
    NameCollision,
    FileTooLarge,
    DiskFull,
    ReadOnly,

    /// <summary>The device or the network reported an error.</summary>
    DeviceError,

    /// <summary>The device or the share is not there any more.</summary>
    DeviceGone,

    /// <summary>Handles, memory or other resources of the system ran out.</summary>
    OutOfResources,
    NotSupported,

    /// <summary>The file changed while it was read, each time that it was tried.</summary>
    ChangedWhileRead,

    /// <summary>What was written is not what was read.</summary>
    WrittenWrong,

    /// <summary>The folder that should hold the entry could not be made.</summary>
    ParentMissing,

    /// <summary>Something of another kind has this name at the destination, and was not removed.</summary>
    NameTaken,
}
