namespace Clone.Engine.Errors;

/// <summary>
/// The stable ids of Clone's errors: the names are what scripts match (FullyQualifiedErrorId begins with them) and
/// never change. Each has a text and an advice in the resources, in every language; {0}, {1} … below are the
/// arguments of <see cref="CloneException"/>, in their order.
/// </summary>
public enum ErrorId
{
    // The machine and its state
    /// <summary>The machine is a node with another role. {0} role now, {1} role that was asked for.</summary>
    CloneNodeAlreadyInitialized,

    /// <summary>
    /// The state was made by another machine, such as the original of a cloned virtual machine. {0} file that says
    /// so.
    /// </summary>
    CloneNodeOfOtherMachine,

    /// <summary>
    /// A store was written by a newer version. {0} path, {1} its format version, {2} newest version that is
    /// understood.
    /// </summary>
    CloneStateTooNew,

    /// <summary>A store cannot be understood. {0} path, {1} what is wrong (technical).</summary>
    CloneStateDamaged,

    /// <summary>Others may write the state folder. {0} file or folder, {1} what is wrong with its rights.</summary>
    CloneStateUnsafe,

    /// <summary>The state cannot be reached. {0} path, {1} the system's code or words.</summary>
    CloneStateUnavailable,

    /// <summary>Another process holds a store for too long. {0} path.</summary>
    CloneStateBusy,

    // Jobs
    /// <summary>There is no such job. {0} name.</summary>
    CloneJobNotFound,

    /// <summary>Another job has the name, ignoring case. {0} name.</summary>
    CloneJobNameTaken,

    /// <summary>A job cannot be named so. {0} name.</summary>
    CloneJobNameInvalid,

    /// <summary>The job has a run under way. {0} name.</summary>
    CloneJobAlreadyActive,

    /// <summary>No run of the job waits or is under way. {0} name.</summary>
    CloneJobNotActive,

    /// <summary>A run had not ended when the time to wait was over; it goes on. {0} name of the job, {1} seconds.</summary>
    CloneWaitTimeout,

    /// <summary>A setting cannot have a value. {0} name of the setting, {1} value, {2} least, {3} most.</summary>
    CloneSettingInvalid,

    /// <summary>A file that is to be written is there already. {0} path.</summary>
    CloneExportFileExists,

    /// <summary>A file cannot be written. {0} path, {1} why (technical).</summary>
    CloneExportNotWritten,

    /// <summary>The job is disabled. {0} name.</summary>
    CloneJobDisabled,

    /// <summary>A job keeps its kind of destination. {0} name, {1} its kind, {2} the kind that was asked for.</summary>
    CloneJobKindDiffers,

    /// <summary>
    /// A stored job breaks the rules, for example after an edit by hand. {0} name, {1} what is wrong.
    /// </summary>
    CloneJobInvalid,

    /// <summary>A filter pattern cannot be understood. {0} pattern, {1} what is wrong.</summary>
    CloneFilterInvalid,

    /// <summary>Ordered rules were given beside patterns of Include or Exclude. No arguments.</summary>
    CloneFilterConflict,

    /// <summary>Files have no such attribute on this platform. {0} name, {1} names of those that they have.</summary>
    CloneAttributeNotSupported,

    /// <summary>
    /// A limit is out of its range. {0} name of the parameter, {1} value, {2} lowest value, {3} highest value.
    /// </summary>
    CloneLimitInvalid,

    /// <summary>A limit of the bandwidth, or a piece of its time table, cannot be understood. {0} the piece, {1} why.</summary>
    CloneBandwidthInvalid,

    /// <summary>A text is no schedule.</summary>
    CloneScheduleInvalid,

    /// <summary>Snapshots were demanded where there is no snapshot service. No arguments.</summary>
    CloneVssNotAvailable,

    /// <summary>No credential is kept for a place. {0} the place.</summary>
    CloneCredentialMissing,

    /// <summary>A credential was kept by another machine, or is damaged. {0} the place.</summary>
    CloneCredentialUnreadable,

    // Sources and destinations
    /// <summary>A path cannot be used. {0} path, {1} what is wrong (technical).</summary>
    ClonePathInvalid,

    /// <summary>The source folder does not exist. {0} path.</summary>
    CloneSourceNotFound,

    /// <summary>The source is no folder. {0} path.</summary>
    CloneSourceNotFolder,

    /// <summary>The source folder cannot be read. {0} path, {1} the system's code.</summary>
    CloneSourceUnreadable,

    /// <summary>Two folders are the same or one lies in the other. {0} and {1} the folders.</summary>
    CloneFoldersOverlap,

    /// <summary>The jobs would copy in a circle. {0} names of the jobs in their order.</summary>
    CloneFolderCycle,

    /// <summary>The base folder does not exist. {0} path.</summary>
    CloneDestinationNotFound,

    /// <summary>The base folder or destination is no folder. {0} path.</summary>
    CloneDestinationNotFolder,

    /// <summary>The destination does not answer. {0} path, {1} the system's code.</summary>
    CloneDestinationUnavailable,

    /// <summary>The destination overlaps another job's. {0} path, {1} name of the other job.</summary>
    CloneDestinationUsedByJob,

    /// <summary>The source is a root and so has no name. {0} path of the source.</summary>
    CloneDestinationNameRequired,

    /// <summary>The destination cannot be named so. {0} name.</summary>
    CloneDestinationNameInvalid,

    /// <summary>The destination holds something and nobody's marker. {0} path.</summary>
    CloneDestinationNotEmpty,

    /// <summary>None of the disks of a job is connected. {0} name of the job, {1} its volumes.</summary>
    CloneDiskNotConnected,

    /// <summary>A disk that is new to the job holds something else. {0} the disk, {1} name of what it holds.</summary>
    CloneDiskNotEmpty,

    /// <summary>A volume cannot be named so. {0} name.</summary>
    CloneVolumeNameInvalid,

    /// <summary>A volume is needed by the machine, the source or Clone, or was not named. {0} the disk.</summary>
    CloneEjectNotPossible,

    /// <summary>The base folder lies on another volume than when the job was made. {0} base folder.</summary>
    CloneDestinationVolumeChanged,

    /// <summary>The job ran before, and its marker is gone. {0} path.</summary>
    CloneDestinationMarkerMissing,

    /// <summary>The marker names another source, or cannot be read. {0} path, {1} what it says.</summary>
    CloneDestinationOwnedByOther,

    // Object services
    /// <summary>The service does not answer. {0} address, {1} the system's code or words.</summary>
    CloneServiceUnreachable,

    /// <summary>The certificate of the service is not trusted. {0} address, {1} what is wrong (technical).</summary>
    CloneServiceNotTrusted,

    /// <summary>There are no credentials to speak with. {0} place, {1} what was looked for (technical).</summary>
    CloneServiceCredentialMissing,

    /// <summary>The service does not accept the key. {0} place, {1} the service's code.</summary>
    CloneServiceCredentialRefused,

    /// <summary>The time of the credentials is over. {0} place, {1} when it ended.</summary>
    CloneServiceCredentialExpired,

    /// <summary>The clocks differ too much for signed requests. {0} place, {1} the service's code.</summary>
    CloneServiceClockWrong,

    /// <summary>The credentials are good, but may not use the place. {0} place, {1} the service's code.</summary>
    CloneServiceAccessDenied,

    /// <summary>The bucket lies in another region. {0} place, {1} the region that the service names, or its code.</summary>
    CloneServiceRegionWrong,

    /// <summary>There is no such bucket or container. {0} place, {1} the service's code.</summary>
    CloneBucketNotFound,

    /// <summary>The proxy does not accept its credentials, or does not let through. {0} proxy, {1} its answer.</summary>
    CloneProxyRefused,

    /// <summary>The proxy does not answer. {0} proxy, {1} the system's code or words.</summary>
    CloneProxyUnreachable,

    /// <summary>A credential was given for a proxy, and none is set.</summary>
    CloneProxyNotSet,

    /// <summary>The place cannot be used as it is written. {0} place, {1} what is wrong (technical).</summary>
    CloneServiceAddressInvalid,

    // The guard
    /// <summary>The source root is gone. {0} path.</summary>
    CloneSourceMissing,

    /// <summary>The source is empty and the destination is not. {0} source, {1} destination.</summary>
    CloneSourceEmpty,

    /// <summary>The source lies on another volume than last time. {0} path.</summary>
    CloneSourceVolumeChanged,

    /// <summary>
    /// More removals than the job allows. {0} removals, {1} entries at the destination, {2} limit, such as 50 % or
    /// 1000.
    /// </summary>
    CloneTooManyRemovals,

    /// <summary>More replacements than the job allows. {0} replacements, {1} files on both sides, {2} limit, such as 50 %.</summary>
    CloneTooManyChanges,

    // Copies and restores
    /// <summary>There is no copy in the folder's place. {0} path.</summary>
    CloneCopyNotFound,

    /// <summary>The copy, or a folder of it, cannot be read. {0} path, {1} the system's code.</summary>
    CloneCopyUnreadable,

    /// <summary>The folder is no copy: it has no marker. {0} path.</summary>
    CloneCopyMarkerMissing,

    /// <summary>The marker of the copy cannot be understood. {0} path, {1} what is wrong (technical).</summary>
    CloneCopyMarkerInvalid,

    /// <summary>Nothing in the copy takes part, so nothing was removed for it. {0} path.</summary>
    CloneCopyEmpty,

    /// <summary>The copy does not hold what was asked for. {0} path in the copy, {1} path of the copy.</summary>
    CloneItemNotFound,

    /// <summary>The folder to restore into cannot be opened or made. {0} path, {1} the system's code.</summary>
    CloneRestoreTargetUnavailable,

    /// <summary>The folder to restore into is a copy, or lies in one. {0} path.</summary>
    CloneRestoreTargetIsCopy,

    /// <summary>The folder to restore into must not be emptied. {0} path, {1} why.</summary>
    CloneRestoreTargetProtected,

    /// <summary>The folder to be emptied is the source of an enabled job. {0} path, {1} name of the job.</summary>
    CloneRestoreIntoSource,

    /// <summary>A restore of this copy into this folder waits or is under way. {0} copy, {1} path of the folder.</summary>
    CloneRestoreAlreadyActive,

    /// <summary>A restore failed as a whole. {0} copy, {1} what went wrong.</summary>
    CloneRestoreFailed,

    /// <summary>One item of a restore failed. {0} path, {1} the system's code, {2} what went wrong.</summary>
    CloneRestoreItemFailed,

    /// <summary>An item of a restore lies in an archive, and nobody asked for it. {0} path, {1} the service's code, {2} what went wrong.</summary>
    CloneRestoreItemArchived,

    /// <summary>An item of a restore lies in an archive and was asked for. {0} path, {1} the service's code, {2} what is to be done.</summary>
    CloneRestoreItemRequested,

    /// <summary>Sums up the failures of a restore. {0} copy, {1} their number.</summary>
    CloneRestoreItemsFailed,

    // Kept files
    /// <summary>A copy keeps nothing, so that it cannot be read as of a time. {0} copy.</summary>
    CloneNothingKept,

    /// <summary>The place of a copy keeps nothing that is deleted, so that nothing can be brought back. {0} copy.</summary>
    CloneSoftDeleteOff,

    /// <summary>What was kept cannot be understood. {0} copy, {1} the file.</summary>
    CloneKeptUnreadable,

    // Runs
    /// <summary>A run came to its limit of time. {0} job, {1} the limit, such as 06:00 or 04:00:00.</summary>
    CloneRunTimeOver,

    /// <summary>One item of a run failed. {0} path, {1} the system's code, {2} what went wrong.</summary>
    CloneItemFailed,

    /// <summary>Sums up the failures of a run. {0} name of the job, {1} their number.</summary>
    CloneItemsFailed,

    /// <summary>A run failed as a whole. {0} name of the job, {1} what went wrong.</summary>
    CloneRunFailed,
}
