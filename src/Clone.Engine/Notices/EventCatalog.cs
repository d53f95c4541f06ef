using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using static Clone.Engine.Notices.LogLevel;

namespace Clone.Engine.Notices;

/// <summary>
/// The catalogue of events: name, whom it may concern, level, routes, arguments. Names never change. Those that any
/// run or the settings can raise exist for every kind of job with the same level and routes.
/// </summary>
/// <remarks>The meaning of each event is its text, in Texts/Events.resx.</remarks>
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
    public static readonly EventDefinition ServiceStarted = new("service.started", Every, Information, F | E);
    public static readonly EventDefinition ServiceStopped = new("service.stopped", Every, Information, F | E);
    public static readonly EventDefinition ServicePaused = new("service.paused", Every, Information, F);
    public static readonly EventDefinition ServiceResumed = new("service.resumed", Every, Information, F | E);
    public static readonly EventDefinition NodeInitialized = new("node.initialized", Node, Information, F | E, "role");
    public static readonly EventDefinition SettingsLoaded = new("settings.loaded", Shared, Information, F);
    public static readonly EventDefinition SettingsLoadFailed = new("settings.loadFailed", Shared, Error, F | E);
    public static readonly EventDefinition MailSettingsLoaded = new("mailSettings.loaded", Shared, Information, F);
    public static readonly EventDefinition MailSettingsLoadFailed =
        new("mailSettings.loadFailed", Shared, Error, F | E);
    public static readonly EventDefinition MailFailed = new("mail.failed", Shared, Error, F | E | M);
    public static readonly EventDefinition EventLogFailed = new("eventLog.failed", Shared, Error, F | E | M);
    public static readonly EventDefinition LogFileFailed = new("logFile.failed", Shared, Error, F | E | M);
    public static readonly EventDefinition LogNewerLines = new("log.newerLines", Node, Warning, F);

    // Jobs
    public static readonly EventDefinition JobsLoaded = new("jobs.loaded", Shared, Information, F, "count");
    public static readonly EventDefinition JobsLoadFailed = new("jobs.loadFailed", Shared, Error, F | E);
    public static readonly EventDefinition JobInvalid = new("job.invalid", Every, Error, F | E | M);
    public static readonly EventDefinition JobCreated = new("job.created", Every, Information, F | E, "job");
    public static readonly EventDefinition JobChanged = new("job.changed", Every, Information, F | E, "job");
    public static readonly EventDefinition JobQueued = new("job.queued", Every, Information, F, "job");
    public static readonly EventDefinition JobDequeued = new("job.dequeued", Every, Information, F, "job");
    public static readonly EventDefinition JobAlreadyActive = new("job.alreadyActive", Every, Warning, F, "job");

    // Runs
    public static readonly EventDefinition SyncStarted = new("sync.started", Every, Information, F | E, "job");
    public static readonly EventDefinition SyncSucceeded =
        new("sync.succeeded", Every, Information, F | E | S | A, "job", "completed", "skipped");
    public static readonly EventDefinition SyncCompletedWithFailures =
        new("sync.completedWithFailures", Every, Warning, F | E | M | A, "job", "completed", "skipped", "failed");
    public static readonly EventDefinition SyncFailed =
        new("sync.failed", Every, Error, F | E | M | A, "job", "failed");
    public static readonly EventDefinition SyncAbortedInCopy =
        new("sync.abortedInCopy", Every, Warning, F | E | M, "job", "completed", "skipped");
    public static readonly EventDefinition SyncAbortedInCopyWithFailures =
        new("sync.abortedInCopyWithFailures", Every, Warning, F | E | M, "job", "completed", "skipped", "failed");
    public static readonly EventDefinition SyncAbortedInDelete =
        new("sync.abortedInDelete", Every, Warning, F | E | M, "job", "deleted");
    public static readonly EventDefinition SyncAbortedInDeleteWithFailures =
        new("sync.abortedInDeleteWithFailures", Every, Warning, F | E | M, "job", "deleted", "failed");
    public static readonly EventDefinition RunRefused = new("run.refused", Every, Error, F | E | M | A, "job", "code");
    public static readonly EventDefinition RunInterrupted = new("run.interrupted", Every, Warning, F | E | M, "job");
    public static readonly EventDefinition GuardRefused =
        new("guard.refused", Every, Error, F | E | M | A, "job", "code", "count");
    public static readonly EventDefinition ErrorsOmitted = new("errors.omitted", Every, Warning, F, "job", "count");
    public static readonly EventDefinition MemoryExhausted =
        new("memory.exhausted", Every, Error, F | E | M | A, "job", "code", "path");
    public static readonly EventDefinition ListingRepaired = new("listing.repaired", Every, Warning, F, "job", "path");
    public static readonly EventDefinition TimesHourIgnored =
        new("times.hourIgnored", Every, Information, F, "job", "count");
    public static readonly EventDefinition LeftoversRemoved =
        new("leftovers.removed", Every, Information, F, "job", "count");

    // Phases of a run
    public static readonly EventDefinition CopyCompletedWithFailures =
        new("copy.completedWithFailures", Every, Warning, F, "job", "completed", "skipped", "failed");
    public static readonly EventDefinition CopyFailed = new("copy.failed", Every, Error, F, "job", "failed");
    public static readonly EventDefinition DeleteSucceeded =
        new("delete.succeeded", Every, Information, F, "job", "count");
    public static readonly EventDefinition DeleteCompletedWithFailures =
        new("delete.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    public static readonly EventDefinition DeleteFailed = new("delete.failed", Every, Error, F, "job", "count");
    public static readonly EventDefinition RetryCopyStarted =
        new("retryCopy.started", Every, Information, F, "job", "count");
    public static readonly EventDefinition RetryCopySucceeded =
        new("retryCopy.succeeded", Every, Information, F, "job", "count");
    public static readonly EventDefinition RetryCopyCompletedWithFailures =
        new("retryCopy.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    public static readonly EventDefinition RetryDeleteStarted =
        new("retryDelete.started", Every, Information, F, "job", "count");
    public static readonly EventDefinition RetryDeleteSucceeded =
        new("retryDelete.succeeded", Every, Information, F, "job", "count");
    public static readonly EventDefinition RetryDeleteCompletedWithFailures =
        new("retryDelete.completedWithFailures", Every, Warning, F, "job", "count", "failed");
    public static readonly EventDefinition RetryListDeleteFailed =
        new("retryList.deleteFailed", Every, Error, F | E, "job", "code", "path");
    public static readonly EventDefinition RetryListUpdateFailed =
        new("retryList.updateFailed", Every, Error, F | E, "job", "code", "path");
    public static readonly EventDefinition IndexCreateFailed =
        new("index.createFailed", Every, Error, F | E, "job", "code", "path");
    public static readonly EventDefinition IndexCloseFailed =
        new("index.closeFailed", Every, Error, F | E, "job", "code", "path");

    // Sources and destinations
    public static readonly EventDefinition SourceInvalid =
        new("source.invalid", Every, Error, F | E | M | A, "job", "code", "path");
    public static readonly EventDefinition DestinationInvalid =
        new("destination.invalid", Every, Error, F | E | M | A, "job", "code", "path");
    public static readonly EventDefinition DestinationOwnedByOther =
        new("destination.ownedByOther", Every, Error, F | E | M | A, "job", "code", "source");
    public static readonly EventDefinition DestinationTakenOver =
        new("destination.takenOver", Every, Information, F | E, "job");
    public static readonly EventDefinition DestinationVersionMismatch =
        new("destination.versionMismatch", Nas, Error, F | E | M | A, "job", "code", "source", "ownVersion", "otherVersion");
    public static readonly EventDefinition NetworkNotFound =
        new("network.notFound", Nas, Error, F | E | M | A, "job", "code", "path");
    public static readonly EventDefinition NetworkUserLoginFailed =
        new("network.userLoginFailed", Nas, Error, F | E | M | A, "job", "code");
    public static readonly EventDefinition NetworkLoginFailed =
        new("network.loginFailed", Nas, Error, F | E | M | A, "job", "code", "path");

    // Single items
    public static readonly EventDefinition ItemCopied = new("item.copied", Every, Information, F, "job", "path");
    public static readonly EventDefinition ItemSkipped = new("item.skipped", Every, Information, F, "job", "path");
    public static readonly EventDefinition ItemCopyFailed =
        new("item.copyFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemOpenFailed =
        new("item.openFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemCreateFolderFailed =
        new("item.createFolderFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemTimesFailed =
        new("item.timesFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemAttributesFailed =
        new("item.attributesFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemDeleteFileFailed =
        new("item.deleteFileFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemDeleteFolderFailed =
        new("item.deleteFolderFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemDiskFull = new("item.diskFull", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemPipeWriteFailed =
        new("item.pipeWriteFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemPipeReadFailed =
        new("item.pipeReadFailed", Every, Error, F, "job", "code", "path");
    public static readonly EventDefinition ItemCommandInvalid =
        new("item.commandInvalid", Every, Error, F, "job", "code", "path");

    // Snapshots and kept files
    public static readonly EventDefinition SnapshotCreated =
        new("snapshot.created", Every, Information, F, "job", "path");
    public static readonly EventDefinition SnapshotNotUsed = new("snapshot.notUsed", Every, Warning, F, "job", "code");
    public static readonly EventDefinition SnapshotFailed =
        new("snapshot.failed", Every, Error, F | E | M | A, "job", "code", "path");
    public static readonly EventDefinition SnapshotRemoveFailed =
        new("snapshot.removeFailed", Every, Warning, F | E, "job", "code");
    public static readonly EventDefinition SnapshotOrphansRemoved =
        new("snapshot.orphansRemoved", Node, Information, F, "count");
    public static readonly EventDefinition KeptExpired = new("kept.expired", Every, Information, F, "job", "count");
    public static readonly EventDefinition KeptRemoveFailed =
        new("kept.removeFailed", Every, Warning, F, "job", "code", "path");

    // The machine profile
    public static readonly EventDefinition ProfileSyncFailed = new("profile.syncFailed", Every, Error, F | E, "code");
    public static readonly EventDefinition JobsSyncFailed = new("jobs.syncFailed", Every, Error, F | E, "code");
    public static readonly EventDefinition ProfileToolNotStarted =
        new("profile.toolNotStarted", Every, Error, F | E, "code");
    public static readonly EventDefinition ProfileToolNoExitCode =
        new("profile.toolNoExitCode", Every, Error, F | E, "code");
    public static readonly EventDefinition ProfileComputerNameFailed =
        new("profile.computerNameFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileIpAddressFailed = new("profile.ipAddressFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileUsersFailed = new("profile.usersFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileGroupsFailed = new("profile.groupsFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileGroupMembersFailed =
        new("profile.groupMembersFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileSharesFailed = new("profile.sharesFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileDomainFailed = new("profile.domainFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileCreateFailed = new("profile.createFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileWriteFailed = new("profile.writeFailed", Every, Error, F | E);
    public static readonly EventDefinition ProfileSaveFailed = new("profile.saveFailed", Every, Error, F | E);

    // Restore
    public static readonly EventDefinition RestoreStarted = new("restore.started", Restorable, Information, F | E);
    public static readonly EventDefinition RestoreSucceeded =
        new("restore.succeeded", Restorable, Information, F | E | S, "completed");
    public static readonly EventDefinition RestoreCompletedWithFailures =
        new("restore.completedWithFailures", Restorable, Warning, F | E | M, "completed", "failed");
    public static readonly EventDefinition RestoreAborted =
        new("restore.aborted", Restorable, Warning, F | E, "completed");
    public static readonly EventDefinition RestoreAbortedWithFailures =
        new("restore.abortedWithFailures", Restorable, Warning, F | E, "completed", "failed");
    public static readonly EventDefinition RestoreFailed =
        new("restore.failed", Restorable, Error, F | E | M, "failed");
    public static readonly EventDefinition RestoreTargetInvalid =
        new("restore.targetInvalid", Restorable, Error, F | E | M, "code", "path");
    public static readonly EventDefinition RestoreMemoryExhausted =
        new("restore.memoryExhausted", Restorable, Error, F | E | M, "code", "path");

    // Promotion
    public static readonly EventDefinition PromotionStarted = new("promotion.started", Node, Information, F | E);
    public static readonly EventDefinition PromotionStepSucceeded =
        new("promotion.stepSucceeded", Node, Information, F, "step");
    public static readonly EventDefinition PromotionStepFailed =
        new("promotion.stepFailed", Node, Error, F | E, "step", "code");
    public static readonly EventDefinition PromotionSucceeded =
        new("promotion.succeeded", Node, Information, F | E | S);
    public static readonly EventDefinition PromotionCompletedWithFailures =
        new("promotion.completedWithFailures", Node, Warning, F | E | M, "failed");
    public static readonly EventDefinition PromotionFailed = new("promotion.failed", Node, Error, F | E | M, "code");
    public static readonly EventDefinition PromotionUndone = new("promotion.undone", Node, Information, F | E);
    public static readonly EventDefinition PromotionUndoFailed =
        new("promotion.undoFailed", Node, Error, F | E | M, "code");

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
