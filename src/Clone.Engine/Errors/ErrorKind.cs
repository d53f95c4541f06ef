namespace Clone.Engine.Errors;

/// <summary>What sort of trouble an error is; the cmdlets map it to PowerShell's error categories.</summary>
public enum ErrorKind
{
    /// <summary>An argument is not acceptable.</summary>
    InvalidArgument,

    /// <summary>Something that was named does not exist.</summary>
    NotFound,

    /// <summary>Something is there already.</summary>
    AlreadyExists,

    /// <summary>Rights are missing, or a rule of ownership or of the guard forbids it.</summary>
    PermissionDenied,

    /// <summary>Somebody else uses it now.</summary>
    Busy,

    /// <summary>A disk, network or service does not answer.</summary>
    Unavailable,

    /// <summary>Stored data cannot be understood.</summary>
    InvalidData,

    /// <summary>This machine or destination cannot do it.</summary>
    NotSupported,

    /// <summary>Work was begun and did not succeed.</summary>
    OperationFailed,
}
