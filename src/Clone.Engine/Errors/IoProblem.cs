namespace Clone.Engine.Errors;

/// <summary>What went wrong with one entry, in words that hold for every platform and every kind of destination.</summary>
public enum IoProblem
{
    /// <summary>Something that has no word of its own here; the code tells.</summary>
    Other,

    /// <summary>Nothing is there under that name.</summary>
    NotFound,

    /// <summary>The account may not do that.</summary>
    AccessDenied,

    /// <summary>Somebody else holds the file open in a way that excludes us.</summary>
    InUse,

    /// <summary>The name is taken.</summary>
    AlreadyExists,

    /// <summary>A folder still holds something.</summary>
    NotEmpty,

    /// <summary>Something else stands where a folder was expected.</summary>
    NotAFolder,

    /// <summary>A folder stands where something else was expected.</summary>
    IsAFolder,

    /// <summary>A link stands where a folder was expected; it is not followed.</summary>
    LinkInTheWay,

    /// <summary>The name or path is longer than the file system can hold.</summary>
    NameTooLong,

    /// <summary>The key of the object would be longer than the service can hold.</summary>
    KeyTooLong,

    /// <summary>The destination cannot hold such a name.</summary>
    NameNotAllowed,

    /// <summary>Another entry of the source has the same name but for case, and the destination makes no difference.</summary>
    NameCollision,

    /// <summary>The file is larger than the destination can hold.</summary>
    FileTooLarge,

    /// <summary>The volume has no room left, or the account has used up its share.</summary>
    DiskFull,

    /// <summary>The volume cannot be written.</summary>
    ReadOnly,

    /// <summary>The device or the network reported an error.</summary>
    DeviceError,

    /// <summary>The device or the share is not there any more.</summary>
    DeviceGone,

    /// <summary>Handles, memory or other resources of the system ran out.</summary>
    OutOfResources,

    /// <summary>The file system cannot do that.</summary>
    NotSupported,

    /// <summary>The file changed while it was read, each time that it was tried.</summary>
    ChangedWhileRead,

    /// <summary>What was written is not what was read.</summary>
    WrittenWrong,

    /// <summary>It is not what was seen before: somebody else has changed or replaced it.</summary>
    ChangedMeanwhile,

    /// <summary>The service asked to wait, for longer than was waited.</summary>
    Throttled,

    /// <summary>It lies in an archive and must be requested before it can be read.</summary>
    Archived,

    /// <summary>It lies in an archive; it was requested just now, and can be read when the service has brought it back.</summary>
    ArchiveRequested,

    /// <summary>The folder that should hold the entry could not be made.</summary>
    ParentMissing,

    /// <summary>The link leads out of the folder that is restored into, or may do so.</summary>
    LinkLeadsOutside,

    /// <summary>Something of another kind has this name at the destination, and was not removed.</summary>
    NameTaken,
}
