namespace Clone.Engine.Errors;

/// <summary>
/// The stable ids of Clone's errors: the names are what scripts match (FullyQualifiedErrorId begins with them) and
/// never change. Each has a text and an advice in the resources, in every language.
/// </summary>
public enum ErrorId
{
    // The machine and its state
    CloneNodeAlreadyInitialized,
    CloneNodeOfOtherMachine,
    CloneStateTooNew,
    CloneStateDamaged,
    CloneStateUnsafe,
    CloneStateUnavailable,
    CloneStateBusy,

    // Jobs
    CloneJobNotFound,
    CloneJobNameTaken,
    CloneJobNameInvalid,
    CloneJobAlreadyActive,
    CloneJobDisabled,
    CloneJobInvalid,
    CloneFilterInvalid,
    CloneLimitInvalid,
    CloneVssNotAvailable,

    // Sources and destinations
    ClonePathInvalid,
    CloneSourceNotFound,
    CloneSourceNotFolder,
    CloneSourceUnreadable,
    CloneSourceInUse,
    CloneFoldersOverlap,
    CloneFolderCycle,
    CloneDestinationNotFound,
    CloneDestinationNotFolder,
    CloneDestinationUnavailable,
    CloneDestinationUsedByJob,
    CloneDestinationNameRequired,
    CloneDestinationNameInvalid,
    CloneDestinationNotEmpty,
    CloneDestinationMarkerMissing,
    CloneDestinationOwnedByOther,

    // The guard
    CloneSourceMissing,
    CloneSourceEmpty,
    CloneSourceVolumeChanged,
    CloneTooManyRemovals,

    // Runs
    CloneItemFailed,
    CloneItemsFailed,
    CloneRunFailed,
    CloneRunNotFound,
}
