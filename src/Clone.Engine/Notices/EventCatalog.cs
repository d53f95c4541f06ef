using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using static Clone.Engine.Notices.LogLevel;

namespace Clone.Engine.Notices;

/// <summary>
/// The catalogue of events: number, name, whom it may concern, level, routes, arguments. Numbers and names never change. Those that any
/// run or the settings can raise exist for every kind of job with the same level and routes.
/// </summary>
/// <remarks>The text of each event is in Texts/Events.resx.</remarks>
public static class EventCatalog
{
    const EventAreas Node = EventAreas.Node;
    const EventAreas Nas = EventAreas.Nas;
    const EventAreas Every = EventAreas.Nas | EventAreas.Azure | EventAreas.S3 | EventAreas.Hdd;
    const EventAreas Shared = Every | EventAreas.Node;
    const EventAreas Restorable = EventAreas.Azure | EventAreas.S3 | EventAreas.Hdd;

    const EventRoutes F = EventRoutes.LogFile;
    const EventRoutes E = EventRoutes.EventLog;
    const EventRoutes M = EventRoutes.Mail;
    const EventRoutes S = EventRoutes.MailOnSuccess;
    const EventRoutes A = EventRoutes.Monitoring;

    // Services and the node
    /// <summary>The schedules of a kind of job are in force.</summary>
    public static readonly EventDefinition ServiceStarted = new(101, "service.started", Every, Information, F | E);
    /// <summary>A kind of job was reset, or the machine shut down; in that case told at the next start.</summary>
    public static readonly EventDefinition ServiceStopped = new(102, "service.stopped", Every, Information, F | E);
    /// <summary>A kind of job was suspended.</summary>
    public static readonly EventDefinition ServicePaused = new(103, "service.paused", Every, Information, F);
    /// <summary>A kind of job goes on.</summary>
    public static readonly EventDefinition ServiceResumed = new(104, "service.resumed", Every, Information, F | E);
    /// <summary>The machine was given a role.</summary>
    public static readonly EventDefinition NodeInitialized = new(105, "node.initialized", Node, Information, F | E, "role");
    /// <summary>The common settings were read.</summary>
    public static readonly EventDefinition SettingsLoaded = new(106, "settings.loaded", Shared, Information, F);
    /// <summary>The common settings could not be read.</summary>
    public static readonly EventDefinition SettingsLoadFailed = new(107, "settings.loadFailed", Shared, Error, F | E);
    /// <summary>The settings of mail were read.</summary>
    public static readonly EventDefinition MailSettingsLoaded = new(108, "mailSettings.loaded", Shared, Information, F);
    /// <summary>The settings of mail could not be read.</summary>
    public static readonly EventDefinition MailSettingsLoadFailed =
        new(109, "mailSettings.loadFailed", Shared, Error, F | E);
    /// <summary>A notice could not be mailed; the next mail that works tells of it.</summary>
    public static readonly EventDefinition MailFailed = new(110, "mail.failed", Shared, Error, F | E | M);
    /// <summary>The event log could not be written.</summary>
    public static readonly EventDefinition EventLogFailed = new(111, "eventLog.failed", Shared, Error, F | E | M);
    /// <summary>The log file could not be written.</summary>
    public static readonly EventDefinition LogFileFailed = new(112, "logFile.failed", Shared, Error, F | E | M);
    /// <summary>The log holds lines of a newer format, which were passed over.</summary>
    public static readonly EventDefinition LogNewerLines = new(113, "log.newerLines", Node, Warning, F);

    /// <summary>The log could not be written for so long that events were given up.</summary>
    public static readonly EventDefinition LogEventsLost = new(114, "log.eventsLost", Node, Error, F | E | M, "count");

    /// <summary>Somebody cleared the log, or months of it.</summary>
    public static readonly EventDefinition LogCleared = new(115, "log.cleared", Node, Warning, F | E, "count");

    /// <summary>The feed for monitoring systems could not be written.</summary>
    public static readonly EventDefinition FeedFailed = new(116, "feed.failed", Node, Error, F | E | M);

    // Jobs
    /// <summary>The jobs were read.</summary>
    public static readonly EventDefinition JobsLoaded = new(201, "jobs.loaded", Shared, Information, F, "count");
    /// <summary>The jobs could not be read.</summary>
    public static readonly EventDefinition JobsLoadFailed = new(202, "jobs.loadFailed", Shared, Error, F | E);
    /// <summary>A job does not make sense.</summary>
    public static readonly EventDefinition JobInvalid = new(203, "job.invalid", Every, Error, F | E | M);
    /// <summary>A job was made.</summary>
    public static readonly EventDefinition JobCreated = new(204, "job.created", Every, Information, F | E, "job");
    /// <summary>A job was changed or removed.</summary>
    public static readonly EventDefinition JobChanged = new(205, "job.changed", Every, Information, F | E, "job");
    /// <summary>A run was due while nothing looked at the schedules, and what was missed is not made up for.</summary>
    public static readonly EventDefinition ScheduleMissed = new(206, "schedule.missed", Every, Warning, F | E | M, "job", "mode", "due");
    /// <summary>As many jobs run as may; this one waits.</summary>
    public static readonly EventDefinition JobQueued = new(207, "job.queued", Every, Information, F, "job");
    /// <summary>A job that waited runs now.</summary>
    public static readonly EventDefinition JobDequeued = new(208, "job.dequeued", Every, Information, F, "job");
    /// <summary>A job was asked to run that runs or waits already.</summary>
    public static readonly EventDefinition JobAlreadyActive = new(209, "job.alreadyActive", Every, Warning, F, "job");

    // Runs
    /// <summary>A run began.</summary>
    public static readonly EventDefinition SyncStarted = new(301, "sync.started", Every, Information, F | E, "job");
    /// <summary>A run ended, and every item is in sync.</summary>
    public static readonly EventDefinition SyncSucceeded =
        new(302, "sync.succeeded", Every, Information, F | E | S | A, "job", "completed", "skipped");
    /// <summary>A run ended, and some items failed.</summary>
    public static readonly EventDefinition SyncCompletedWithFailures =
        new(303, "sync.completedWithFailures", Every, Warning, F | E | M | A, "job", "completed", "skipped", "failed");
    /// <summary>A run ended, and no item could be brought in sync.</summary>
    public static readonly EventDefinition SyncFailed =
        new(304, "sync.failed", Every, Error, F | E | M | A, "job", "failed");
    /// <summary>A run was stopped while copying; nothing had failed.</summary>
    public static readonly EventDefinition SyncAbortedInCopy =
        new(305, "sync.abortedInCopy", Every, Warning, F | E | M, "job", "completed", "skipped");
    /// <summary>A run was stopped while copying; some items had failed.</summary>
    public static readonly EventDefinition SyncAbortedInCopyWithFailures =
        new(306, "sync.abortedInCopyWithFailures", Every, Warning, F | E | M, "job", "completed", "skipped", "failed");
    /// <summary>A run was stopped while deleting; nothing had failed.</summary>
    public static readonly EventDefinition SyncAbortedInDelete =
        new(307, "sync.abortedInDelete", Every, Warning, F | E | M, "job", "deleted");
    /// <summary>A run was stopped while deleting; some deletions had failed.</summary>
    public static readonly EventDefinition SyncAbortedInDeleteWithFailures =
        new(308, "sync.abortedInDeleteWithFailures", Every, Warning, F | E | M, "job", "deleted", "failed");
    /// <summary>A run was refused before it did anything.</summary>
    public static readonly EventDefinition RunRefused = new(309, "run.refused", Every, Error, F | E | M | A, "job", "code");
    /// <summary>The last run was cut off, by a crash or a power failure.</summary>
    public static readonly EventDefinition RunInterrupted = new(310, "run.interrupted", Every, Warning, F | E | M, "job");
    /// <summary>The guard refused the removals of a run.</summary>
    public static readonly EventDefinition GuardRefused =
        new(311, "guard.refused", Every, Error, F | E | M | A, "job", "code", "count");
    /// <summary>More items failed than the log names.</summary>
    public static readonly EventDefinition ErrorsOmitted = new(312, "errors.omitted", Every, Warning, F, "job", "count");
    /// <summary>There was not enough memory for a run.</summary>
    public static readonly EventDefinition MemoryExhausted =
        new(313, "memory.exhausted", Every, Error, F | E | M | A, "job", "code", "path");
    /// <summary>A folder was listed in a wrong order, and sorted.</summary>
    public static readonly EventDefinition ListingRepaired = new(314, "listing.repaired", Every, Warning, F, "job", "path");
    /// <summary>Files on FAT differ by exactly one hour, which counts as the same time.</summary>
    public static readonly EventDefinition TimesHourIgnored =
        new(315, "times.hourIgnored", Every, Information, F, "job", "count");
    /// <summary>Files or folders were copied without their named streams, which the destination cannot hold.</summary>
    public static readonly EventDefinition StreamsLeft = new(316, "streams.left", Every, Warning, F, "job", "count");
    /// <summary>What earlier runs had left behind was removed.</summary>
    public static readonly EventDefinition LeftoversRemoved =
        new(317, "leftovers.removed", Every, Information, F, "job", "count");

    // Phases of a run
    /// <summary>Copying is over; some items failed.</summary>
    public static readonly EventDefinition CopyCompletedWithFailures =
        new(401, "copy.completedWithFailures", Every, Warning, F, "job", "completed", "skipped", "failed");
    /// <summary>Copying is over; all items failed.</summary>
    public static readonly EventDefinition CopyFailed = new(402, "copy.failed", Every, Error, F, "job", "failed");
    /// <summary>Deleting is over; all is done.</summary>
    public static readonly EventDefinition DeleteSucceeded =
        new(403, "delete.succeeded", Every, Information, F, "job", "count");
    /// <summary>Deleting is over; some deletions failed.</summary>
    public static readonly EventDefinition DeleteCompletedWithFailures =
        new(404, "delete.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    /// <summary>Deleting is over; all deletions failed.</summary>
    public static readonly EventDefinition DeleteFailed = new(405, "delete.failed", Every, Error, F, "job", "count");
    /// <summary>Copies that failed are tried once more.</summary>
    public static readonly EventDefinition RetryCopyStarted =
        new(406, "retryCopy.started", Every, Information, F, "job", "count");
    /// <summary>The second try at copies is over; all is done.</summary>
    public static readonly EventDefinition RetryCopySucceeded =
        new(407, "retryCopy.succeeded", Every, Information, F, "job", "count");
    /// <summary>The second try at copies is over; some failed again.</summary>
    public static readonly EventDefinition RetryCopyCompletedWithFailures =
        new(408, "retryCopy.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    /// <summary>Deletions that failed are tried once more.</summary>
    public static readonly EventDefinition RetryDeleteStarted =
        new(409, "retryDelete.started", Every, Information, F, "job", "count");
    /// <summary>The second try at deletions is over; all is done.</summary>
    public static readonly EventDefinition RetryDeleteSucceeded =
        new(410, "retryDelete.succeeded", Every, Information, F, "job", "count");
    /// <summary>The second try at deletions is over; some failed again.</summary>
    public static readonly EventDefinition RetryDeleteCompletedWithFailures =
        new(411, "retryDelete.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    /// <summary>The list of items to try again could not be deleted.</summary>
    public static readonly EventDefinition RetryListDeleteFailed =
        new(412, "retryList.deleteFailed", Every, Error, F | E, "job", "code", "path");
    /// <summary>The list of items to try again could not be written.</summary>
    public static readonly EventDefinition RetryListUpdateFailed =
        new(413, "retryList.updateFailed", Every, Error, F | E, "job", "code", "path");
    /// <summary>The index of a destination could not be made.</summary>
    public static readonly EventDefinition IndexCreateFailed =
        new(414, "index.createFailed", Every, Error, F | E, "job", "code", "path");
    /// <summary>The index of a destination could not be finished.</summary>
    public static readonly EventDefinition IndexCloseFailed =
        new(415, "index.closeFailed", Every, Error, F | E, "job", "code", "path");

    // Sources and destinations
    /// <summary>The source cannot be used.</summary>
    public static readonly EventDefinition SourceInvalid =
        new(501, "source.invalid", Every, Error, F | E | M | A, "job", "code", "path");
    /// <summary>The destination cannot be used.</summary>
    public static readonly EventDefinition DestinationInvalid =
        new(502, "destination.invalid", Every, Error, F | E | M | A, "job", "code", "path");
    /// <summary>The destination belongs to another source.</summary>
    public static readonly EventDefinition DestinationOwnedByOther =
        new(503, "destination.ownedByOther", Every, Error, F | E | M | A, "job", "code", "source");
    /// <summary>A destination that belonged to another source, or was not empty, was taken over.</summary>
    public static readonly EventDefinition DestinationTakenOver =
        new(504, "destination.takenOver", Every, Information, F | E, "job");
    /// <summary>The machine at the destination runs another version.</summary>
    public static readonly EventDefinition DestinationVersionMismatch =
        new(505, "destination.versionMismatch", Nas, Error, F | E | M | A, "job", "code", "source", "ownVersion", "otherVersion");
    /// <summary>The network folder of the destination was not found.</summary>
    public static readonly EventDefinition NetworkNotFound =
        new(506, "network.notFound", Nas, Error, F | E | M | A, "job", "code", "path");
    /// <summary>The network user could not log in.</summary>
    public static readonly EventDefinition NetworkUserLoginFailed =
        new(507, "network.userLoginFailed", Nas, Error, F | E | M | A, "job", "code");
    /// <summary>The network folder refused the login.</summary>
    public static readonly EventDefinition NetworkLoginFailed =
        new(508, "network.loginFailed", Nas, Error, F | E | M | A, "job", "code", "path");

    // Single items
    /// <summary>A file was copied; told only when successes are logged.</summary>
    public static readonly EventDefinition ItemCopied = new(601, "item.copied", Every, Information, F, "job", "path");
    /// <summary>A file had not changed; told only when successes are logged.</summary>
    public static readonly EventDefinition ItemSkipped = new(602, "item.skipped", Every, Information, F, "job", "path");
    /// <summary>A file could not be copied.</summary>
    public static readonly EventDefinition ItemCopyFailed =
        new(603, "item.copyFailed", Every, Error, F, "job", "code", "path");
    /// <summary>A file at the destination could not be opened.</summary>
    public static readonly EventDefinition ItemOpenFailed =
        new(604, "item.openFailed", Every, Error, F, "job", "code", "path");
    /// <summary>A folder could not be made.</summary>
    public static readonly EventDefinition ItemCreateFolderFailed =
        new(605, "item.createFolderFailed", Every, Error, F, "job", "code", "path");
    /// <summary>The times of an item could not be set.</summary>
    public static readonly EventDefinition ItemTimesFailed =
        new(606, "item.timesFailed", Every, Error, F, "job", "code", "path");
    /// <summary>The attributes of an item could not be set.</summary>
    public static readonly EventDefinition ItemAttributesFailed =
        new(607, "item.attributesFailed", Every, Error, F, "job", "code", "path");
    /// <summary>A file at the destination could not be deleted.</summary>
    public static readonly EventDefinition ItemDeleteFileFailed =
        new(608, "item.deleteFileFailed", Every, Error, F, "job", "code", "path");
    /// <summary>A folder at the destination could not be deleted.</summary>
    public static readonly EventDefinition ItemDeleteFolderFailed =
        new(609, "item.deleteFolderFailed", Every, Error, F, "job", "code", "path");
    /// <summary>The destination has no room left.</summary>
    public static readonly EventDefinition ItemDiskFull = new(610, "item.diskFull", Every, Error, F, "job", "code", "path");
    /// <summary>One stage of a run could not hand an item to the next.</summary>
    public static readonly EventDefinition ItemPipeWriteFailed =
        new(611, "item.pipeWriteFailed", Every, Error, F, "job", "code", "path");
    /// <summary>One stage of a run could not take an item from the one before.</summary>
    public static readonly EventDefinition ItemPipeReadFailed =
        new(612, "item.pipeReadFailed", Every, Error, F, "job", "code", "path");
    /// <summary>One stage of a run was handed something that it does not know.</summary>
    public static readonly EventDefinition ItemCommandInvalid =
        new(613, "item.commandInvalid", Every, Error, F, "job", "code", "path");

    // Snapshots and kept files
    /// <summary>A snapshot of the source's volume was made.</summary>
    public static readonly EventDefinition SnapshotCreated =
        new(701, "snapshot.created", Every, Information, F, "job", "path");
    /// <summary>A run goes on without a snapshot.</summary>
    public static readonly EventDefinition SnapshotNotUsed = new(702, "snapshot.notUsed", Every, Warning, F, "job", "code");
    /// <summary>A snapshot could not be made, and the run needs one.</summary>
    public static readonly EventDefinition SnapshotFailed =
        new(703, "snapshot.failed", Every, Error, F | E | M | A, "job", "code", "path");
    /// <summary>A snapshot could not be removed.</summary>
    public static readonly EventDefinition SnapshotRemoveFailed =
        new(704, "snapshot.removeFailed", Every, Warning, F | E, "job", "code");
    /// <summary>Snapshots that earlier runs left were removed.</summary>
    public static readonly EventDefinition SnapshotOrphansRemoved =
        new(705, "snapshot.orphansRemoved", Node, Information, F, "count");
    /// <summary>A file that a run had begun to change in its place has its old contents again.</summary>
    public static readonly EventDefinition BlocksPutBack = new(706, "blocks.putBack", Every, Warning, F, "job", "path");

    /// <summary>A file that a run had begun to change in its place could not be given its old contents.</summary>
    public static readonly EventDefinition BlocksPutBackFailed =
        new(707, "blocks.putBackFailed", Every, Error, F, "job", "code", "path");

    /// <summary>Kept files were removed since their time was over.</summary>
    public static readonly EventDefinition KeptExpired = new(708, "kept.expired", Every, Information, F, "job", "count");
    /// <summary>A kept file whose time was over could not be removed.</summary>
    public static readonly EventDefinition KeptRemoveFailed =
        new(709, "kept.removeFailed", Every, Warning, F, "job", "code", "path");

    // Disks that take turns
    /// <summary>None of the disks of a set came for as many days as the job allows.</summary>
    public static readonly EventDefinition DiskAbsent =
        new(801, "disk.absent", EventAreas.Hdd, Warning, F | E | M, "job", "days");
    /// <summary>A disk was taken into a set.</summary>
    public static readonly EventDefinition DiskNew = new(802, "disk.new", EventAreas.Hdd, Warning, F | E | M, "job", "disk");
    /// <summary>Several disks of a set were there, and one was chosen.</summary>
    public static readonly EventDefinition DiskChosen =
        new(803, "disk.chosen", EventAreas.Hdd, Information, F, "job", "disk", "count");
    /// <summary>A disk was let go after a run.</summary>
    public static readonly EventDefinition DiskEjected =
        new(804, "disk.ejected", EventAreas.Hdd, Information, F | E, "job", "disk");
    /// <summary>A disk could not be let go after a run.</summary>
    public static readonly EventDefinition DiskEjectFailed =
        new(805, "disk.ejectFailed", EventAreas.Hdd, Warning, F | E | M, "job", "code", "disk");

    // The machine profile
    /// <summary>The machine profile could not be put on the destination.</summary>
    public static readonly EventDefinition ProfileSyncFailed = new(901, "profile.syncFailed", Every, Error, F | E, "code");
    /// <summary>The jobs could not be put on the destination.</summary>
    public static readonly EventDefinition JobsSyncFailed = new(902, "jobs.syncFailed", Every, Error, F | E, "code");
    /// <summary>The capture of the profile could not be started.</summary>
    public static readonly EventDefinition ProfileToolNotStarted =
        new(903, "profile.toolNotStarted", Every, Error, F | E, "code");
    /// <summary>The capture of the profile ended without a result.</summary>
    public static readonly EventDefinition ProfileToolNoExitCode =
        new(904, "profile.toolNoExitCode", Every, Error, F | E, "code");
    /// <summary>The name of the computer could not be read.</summary>
    public static readonly EventDefinition ProfileComputerNameFailed =
        new(905, "profile.computerNameFailed", Every, Error, F | E);
    /// <summary>The IP addresses could not be read.</summary>
    public static readonly EventDefinition ProfileIpAddressFailed = new(906, "profile.ipAddressFailed", Every, Error, F | E);
    /// <summary>The users could not be read.</summary>
    public static readonly EventDefinition ProfileUsersFailed = new(907, "profile.usersFailed", Every, Error, F | E);
    /// <summary>The groups could not be read.</summary>
    public static readonly EventDefinition ProfileGroupsFailed = new(908, "profile.groupsFailed", Every, Error, F | E);
    /// <summary>The members of groups could not be read.</summary>
    public static readonly EventDefinition ProfileGroupMembersFailed =
        new(909, "profile.groupMembersFailed", Every, Error, F | E);
    /// <summary>The shared folders could not be read.</summary>
    public static readonly EventDefinition ProfileSharesFailed = new(910, "profile.sharesFailed", Every, Error, F | E);
    /// <summary>The workgroup or domain could not be read.</summary>
    public static readonly EventDefinition ProfileDomainFailed = new(911, "profile.domainFailed", Every, Error, F | E);
    /// <summary>The file of the profile could not be made.</summary>
    public static readonly EventDefinition ProfileCreateFailed = new(912, "profile.createFailed", Every, Error, F | E);
    /// <summary>The file of the profile could not be written.</summary>
    public static readonly EventDefinition ProfileWriteFailed = new(913, "profile.writeFailed", Every, Error, F | E);
    /// <summary>The file of the profile could not be saved whole.</summary>
    public static readonly EventDefinition ProfileSaveFailed = new(914, "profile.saveFailed", Every, Error, F | E);

    // Restore
    /// <summary>A restore began.</summary>
    public static readonly EventDefinition RestoreStarted = new(1001, "restore.started", Restorable, Information, F | E);
    /// <summary>A restore ended, and every item is back.</summary>
    public static readonly EventDefinition RestoreSucceeded =
        new(1002, "restore.succeeded", Restorable, Information, F | E | S, "completed");
    /// <summary>A restore ended, and some items failed.</summary>
    public static readonly EventDefinition RestoreCompletedWithFailures =
        new(1003, "restore.completedWithFailures", Restorable, Warning, F | E | M, "completed", "failed");
    /// <summary>A restore was stopped; nothing had failed.</summary>
    public static readonly EventDefinition RestoreAborted =
        new(1004, "restore.aborted", Restorable, Warning, F | E, "completed");
    /// <summary>A restore was stopped; some items had failed.</summary>
    public static readonly EventDefinition RestoreAbortedWithFailures =
        new(1005, "restore.abortedWithFailures", Restorable, Warning, F | E, "completed", "failed");
    /// <summary>A restore ended, and no item could be brought back.</summary>
    public static readonly EventDefinition RestoreFailed =
        new(1006, "restore.failed", Restorable, Error, F | E | M, "failed");
    /// <summary>The folder to restore into cannot be used.</summary>
    public static readonly EventDefinition RestoreTargetInvalid =
        new(1007, "restore.targetInvalid", Restorable, Error, F | E | M, "code", "path");
    /// <summary>There was not enough memory for a restore.</summary>
    public static readonly EventDefinition RestoreMemoryExhausted =
        new(1008, "restore.memoryExhausted", Restorable, Error, F | E | M, "code", "path");

    // Promotion
    /// <summary>The promotion of a slave began.</summary>
    public static readonly EventDefinition PromotionStarted = new(1101, "promotion.started", Node, Information, F | E);
    /// <summary>One step of a promotion is done.</summary>
    public static readonly EventDefinition PromotionStepSucceeded =
        new(1102, "promotion.stepSucceeded", Node, Information, F, "step");
    /// <summary>One step of a promotion failed.</summary>
    public static readonly EventDefinition PromotionStepFailed =
        new(1103, "promotion.stepFailed", Node, Error, F | E, "step", "code");
    /// <summary>A promotion ended, and every step is done.</summary>
    public static readonly EventDefinition PromotionSucceeded =
        new(1104, "promotion.succeeded", Node, Information, F | E | S);
    /// <summary>A promotion ended, and some steps failed.</summary>
    public static readonly EventDefinition PromotionCompletedWithFailures =
        new(1105, "promotion.completedWithFailures", Node, Warning, F | E | M, "failed");
    /// <summary>A promotion failed as a whole.</summary>
    public static readonly EventDefinition PromotionFailed = new(1106, "promotion.failed", Node, Error, F | E | M, "code");
    /// <summary>A promotion was undone.</summary>
    public static readonly EventDefinition PromotionUndone = new(1107, "promotion.undone", Node, Information, F | E);
    /// <summary>A promotion could not be undone.</summary>
    public static readonly EventDefinition PromotionUndoFailed =
        new(1108, "promotion.undoFailed", Node, Error, F | E | M, "code");

    /// <summary>All events, in the order of this page.</summary>
    public static IReadOnlyList<EventDefinition> All { get; } = typeof(EventCatalog)
        .GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Select(field => field.GetValue(null))
        .OfType<EventDefinition>()
        .ToArray();

    /// <summary>The event of a name; null when there is none.</summary>
    public static EventDefinition? Find(string name) =>
        All.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal));
}
