namespace Clone.Engine.Errors;

/// <summary>The sort of each error, in one place.</summary>
static class ErrorKinds
{
    public static ErrorKind Of(ErrorId id) => id switch
    {
        ErrorId.CloneNodeAlreadyInitialized => ErrorKind.AlreadyExists,
        ErrorId.CloneNodeOfOtherMachine => ErrorKind.PermissionDenied,
        ErrorId.CloneStateTooNew => ErrorKind.NotSupported,
        ErrorId.CloneStateDamaged => ErrorKind.InvalidData,
        ErrorId.CloneStateUnsafe => ErrorKind.PermissionDenied,
        ErrorId.CloneStateUnavailable => ErrorKind.Unavailable,
        ErrorId.CloneStateBusy => ErrorKind.Busy,
        ErrorId.CloneJobNotFound => ErrorKind.NotFound,
        ErrorId.CloneJobNameTaken => ErrorKind.AlreadyExists,
        ErrorId.CloneJobNameInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneJobAlreadyActive => ErrorKind.Busy,
        ErrorId.CloneJobNotActive => ErrorKind.NotFound,
        ErrorId.CloneWaitTimeout => ErrorKind.Busy,
        ErrorId.CloneSettingInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneJobDisabled => ErrorKind.PermissionDenied,
        ErrorId.CloneJobInvalid => ErrorKind.InvalidData,
        ErrorId.CloneFilterInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneLimitInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneVssNotAvailable => ErrorKind.NotSupported,
        ErrorId.ClonePathInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneSourceNotFound => ErrorKind.NotFound,
        ErrorId.CloneSourceNotFolder => ErrorKind.InvalidArgument,
        ErrorId.CloneSourceUnreadable => ErrorKind.PermissionDenied,
        ErrorId.CloneFoldersOverlap => ErrorKind.InvalidArgument,
        ErrorId.CloneFolderCycle => ErrorKind.InvalidArgument,
        ErrorId.CloneDestinationNotFound => ErrorKind.NotFound,
        ErrorId.CloneDestinationNotFolder => ErrorKind.InvalidArgument,
        ErrorId.CloneDestinationUnavailable => ErrorKind.Unavailable,
        ErrorId.CloneDestinationUsedByJob => ErrorKind.AlreadyExists,
        ErrorId.CloneDestinationNameRequired => ErrorKind.InvalidArgument,
        ErrorId.CloneDestinationNameInvalid => ErrorKind.InvalidArgument,
        ErrorId.CloneDestinationNotEmpty => ErrorKind.PermissionDenied,
        ErrorId.CloneDestinationVolumeChanged => ErrorKind.PermissionDenied,
        ErrorId.CloneDestinationMarkerMissing => ErrorKind.PermissionDenied,
        ErrorId.CloneDestinationOwnedByOther => ErrorKind.PermissionDenied,
        ErrorId.CloneSourceMissing => ErrorKind.NotFound,
        ErrorId.CloneSourceEmpty => ErrorKind.PermissionDenied,
        ErrorId.CloneSourceVolumeChanged => ErrorKind.PermissionDenied,
        ErrorId.CloneTooManyRemovals => ErrorKind.PermissionDenied,
        _ => ErrorKind.OperationFailed,
    };
}
