using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Checks;
using Clone.Engine.Disks;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Machine;
using Clone.Engine.Notices;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Restore;
using Clone.Engine.Scheduling;
using Clone.Engine.Secrets;
using Clone.Engine.Settings;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Engine.Windows;

namespace Clone.Engine;

/// <summary>
/// This machine as a node of Clone: the one face of the engine. Several processes may have it open; all members are
/// safe to call from several threads.
/// </summary>
public sealed class CloneNode : IDisposable
{
    /// <summary>
    /// Version of the format in which nodes exchange data. Master and slave must have the same; see requirement A2.
    /// </summary>
    public const int DataVersion = 1;

    readonly object gate = new();
    readonly LogFile log;
    readonly FeedFile feed;
    RunJournal? journal;

    CloneNode(NodeOptions options, StateFolder folder, NodeFile file, bool wasMade)
    {
        Options = options;
        Folder = folder;
        WasMade = wasMade;
        Info = Describe(options, folder, file);
        Queue = new RunQueue(folder, options.Adapters.Json);
        Spools = new SpoolFolder(folder, options.Adapters.State);
        log = new LogFile(folder.Log);
        feed = new FeedFile(folder.Log, file.NodeId, Environment.MachineName);
        Events = new EventWriter(log, options.Time, WindowsEventLog.IsHere ? [new WindowsEventLog(), feed] : [feed]);
        Secrets = new SecretStore(options, folder, file.NodeId);
        Settings = new SettingsStore(options, folder, Secrets);
        Disks = new DiskSet(options, file.NodeId);
        var secrets = new JobSecrets(Secrets);
        Buckets = new BucketDoor(options.Adapters, secrets, new ProxyRules(Settings, Secrets));
        Jobs = new JobStore(options, folder, file.NodeId, Events, secrets, Buckets);
    }

    /// <summary>Opens the node of this machine, and makes one with the role Master when there is none.</summary>
    /// <exception cref="Errors.CloneException">
    /// CloneNodeOfOtherMachine, CloneStateUnsafe, CloneStateUnavailable, CloneStateTooNew, CloneStateDamaged.
    /// </exception>
    public static CloneNode Open(NodeOptions options)
    {
        var folder = StateFolder.Open(options);
        var file = new NodeStore(options, folder).FindOrMake(out var wasMade);
        var node = new CloneNode(options, folder, file, wasMade);
        if (wasMade) node.RaiseInitialized();
        return node;
    }

    /// <summary>
    /// The node of this machine for questions that must write nothing. A machine that is none stays none: the node that
    /// is returned then is one that <see cref="Open"/> could make, without jobs.
    /// </summary>
    /// <exception cref="Errors.CloneException">As <see cref="Open"/>.</exception>
    public static CloneNode Preview(NodeOptions options)
    {
        var folder = StateFolder.Find(options);
        var file = folder is null ? null : new NodeStore(options, folder).Find();
        return new CloneNode(
            options,
            folder ?? StateFolder.Planned(options),
            file ?? new NodeFile { Role = NodeRole.Master, NodeId = Guid.NewGuid() },
            wasMade: false);
    }

    /// <summary>Gives this machine a role. The role that it has already is no error.</summary>
    /// <param name="options">What the node works with.</param>
    /// <param name="role">The role.</param>
    /// <param name="force">
    /// True: another role is replaced, and state that came from another machine, or a damaged <c>node.json</c>, gets a
    /// new NodeId.
    /// </param>
    /// <exception cref="Errors.CloneException">CloneNodeAlreadyInitialized, and those of <see cref="Open"/>.</exception>
    public static CloneNode Initialize(NodeOptions options, NodeRole role, bool force)
    {
        var folder = StateFolder.Open(options);
        var file = new NodeStore(options, folder).Initialize(role, force, out var wasMade);
        var node = new CloneNode(options, folder, file, wasMade);
        if (wasMade || force) node.RaiseInitialized();
        return node;
    }

    /// <summary>The node of this machine, or null when it is none yet. Makes nothing.</summary>
    /// <exception cref="Errors.CloneException">As <see cref="Open"/>.</exception>
    public static NodeInfo? Find(NodeOptions options)
    {
        var folder = StateFolder.Find(options);
        if (folder is null) return null;
        var file = new NodeStore(options, folder).Find();
        return file is null ? null : Describe(options, folder, file);
    }

    /// <summary>True when <see cref="Open"/> or <see cref="Initialize"/> gave the machine a new identity.</summary>
    public bool WasMade { get; }

    /// <summary>What the machine is.</summary>
    public NodeInfo Info { get; }

    /// <summary>The jobs.</summary>
    public JobStore Jobs { get; }

    /// <summary>The job as it stands with the disk of its set that is there; itself when it names no volumes or none is.</summary>
    public JobDefinition WithDisk(JobDefinition job) => Disks.Find(job);

    /// <summary>The volumes of a job's set that are connected now.</summary>
    public IReadOnlyList<DiskVolume> ConnectedDisks(JobDefinition job) => Disks.Connected(job);

    /// <summary>
    /// Looks which disks of the enabled jobs are there, and raises an event for each set none of which came for as many days
    /// as the job says; at most once a day. For what runs regularly.
    /// </summary>
    /// <exception cref="Errors.CloneException">The jobs cannot be read or written.</exception>
    public void CheckDisks() => new DiskAbsence(this).CheckAll();

    /// <summary>
    /// The runs that the schedules of the jobs ask for now, earliest first. Each is given to one caller alone, who is to begin
    /// it. What was missed is given too, once for a job, where the setting says so; else an event tells of it.
    /// </summary>
    /// <exception cref="Errors.CloneException">Jobs, settings or schedules cannot be read or written.</exception>
    public IReadOnlyList<DueRun> TakeDue() => new DueRuns(this).Take();

    /// <summary>The settings.</summary>
    public SettingsStore Settings { get; }

    /// <summary>The runs that wait or are under way, in all processes of this machine.</summary>
    public LiveRuns Live => new(this);

    /// <summary>The last run of a job that has ended or was cut off; null when there is none.</summary>
    /// <exception cref="Errors.CloneException">As <see cref="History"/>.</exception>
    public RunReport? LastRun(Guid jobId) =>
        new InterruptedRuns(this).Look(jobId) ?? (Journal.History(jobId, 1) is { Count: > 0 } ended ? ended[0] : null);

    /// <summary>Runs that have ended, newest first.</summary>
    /// <param name="jobId">The job; null for all.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="Errors.CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public IReadOnlyList<RunReport> History(Guid? jobId, int count) => Journal.History(jobId, count);

    /// <summary>
    /// Runs a job. Whatever becomes of the run is in its report; a job that runs already gives one with the exit code
    /// 14 that is not recorded.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="mode">What is sent.</param>
    /// <param name="force">Lets the removals through that the guard would refuse.</param>
    /// <param name="progress">Told a few times a second where the run stands, on a thread of its own.</param>
    /// <param name="cancellation">Ends the run in good order, as Aborted.</param>
    /// <exception cref="Errors.CloneException">CloneJobInvalid, CloneJobDisabled, or the state of the node cannot be used.</exception>
    public Task<RunReport> SyncAsync(
        JobDefinition job, SyncMode mode, bool force, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        SyncAsync(job, mode, force, RunLimits.None, progress, cancellation);

    /// <summary>As the other, with limits for this run alone.</summary>
    /// <exception cref="Errors.CloneException">As the other; a limit makes no sense: CloneJobInvalid.</exception>
    public Task<RunReport> SyncAsync(
        JobDefinition job, SyncMode mode, bool force, RunLimits limits, IProgress<RunProgress>? progress,
        CancellationToken cancellation) =>
        new SyncRun(this, job, mode, force, limits).RunAsync(progress, cancellation);

    /// <summary>What a run would do, in canonical order. Nothing is written to source or destination.</summary>
    /// <param name="job">The job.</param>
    /// <param name="preview">What is shown.</param>
    /// <param name="onUnreadable">
    /// Told, while the next change is asked for, of each folder that cannot be listed: what lies below is not known.
    /// </param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.CloneException">
    /// CloneJobInvalid, a side cannot be opened, or the rules of ownership forbid the run; after the last change, that the
    /// guard would refuse the removals.
    /// </exception>
    public IAsyncEnumerable<PlannedChange> CompareAsync(
        JobDefinition job, PreviewOptions preview, Action<RunFailure> onUnreadable, CancellationToken cancellation) =>
        new SyncPreview(this, job, preview, onUnreadable).ReadAsync(cancellation);

    /// <summary>Restores from a copy into a folder. Whatever becomes of it is in its report.</summary>
    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told a few times a second where the restore stands, on a thread of its own.</param>
    /// <param name="cancellation">Ends it in good order, as Aborted.</param>
    /// <exception cref="Errors.CloneException">As <see cref="CheckRestore"/>, or the state of the node cannot be used.</exception>
    public Task<RunReport> RestoreAsync(
        RestoreRequest request, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        new RestoreRun(this, request).RunAsync(progress, cancellation);

    /// <summary>Brings back, where they lay, the deleted files of a copy that its service still keeps. To be done before the copy is restored.</summary>
    /// <param name="place">The copy, in a container; with a time as of which it is wanted, only what was deleted later comes back.</param>
    /// <param name="cancellation">Stops; what came back stays.</param>
    /// <exception cref="Errors.CloneException">CloneSoftDeleteOff, CloneCopyUnreadable; CloneService…, CloneBucketNotFound, CloneCredential….</exception>
    public Task<UndeletionCounts> UndeleteAsync(CopyPlace place, CancellationToken cancellation) => new BucketCopies(this).UndeleteAsync(place, cancellation);

    /// <summary>Checks everything that a restore checks before it writes. Writes nothing.</summary>
    /// <returns>The name of the copy's job, or the path of the copy where that job is not known, and the folder's full path.</returns>
    /// <exception cref="Errors.CloneException">
    /// The copy is none, or cannot be read (CloneCopy…, CloneItemNotFound, CloneDestination…); the folder must not be used
    /// or emptied (CloneRestore…, CloneFoldersOverlap, CloneDestinationUsedByJob); CloneFilterInvalid, ClonePathInvalid.
    /// </exception>
    public (string Copy, string Destination) CheckRestore(RestoreRequest request)
    {
        using var sides = RestoreSides.Open(this, request);
        return (sides.Copy.Label, sides.Path);
    }

    /// <summary>Restores that have ended, newest first.</summary>
    /// <param name="jobId">The job whose copy was read; null for all.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="Errors.CloneException">As <see cref="History"/>.</exception>
    public IReadOnlyList<RunReport> Restores(Guid? jobId, int count) => Journal.Restores(jobId, count);

    /// <summary>What lies in a copy, in canonical order. Nothing is written.</summary>
    /// <param name="place">The copy.</param>
    /// <param name="item">A folder of it whose contents are wanted, a file, or a pattern; null for the copy itself.</param>
    /// <param name="recurses">Whether all that lies below is wanted too.</param>
    /// <param name="onUnreadable">Told, while the next entry is asked for, of each folder that cannot be listed.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.CloneException">The copy is none, or cannot be read (CloneCopy…, CloneItemNotFound, CloneDestination…).</exception>
    public IAsyncEnumerable<CopyItem> ListCopyAsync(
        CopyPlace place, string? item, bool recurses, Action<RunFailure> onUnreadable, CancellationToken cancellation) =>
        new CopyListing(this, place, item, recurses, onUnreadable).ReadAsync(cancellation);

    /// <summary>The files and links that a copy keeps of earlier times, each with the last moment at which the copy held it.</summary>
    /// <param name="place">The copy.</param>
    /// <param name="item">A pattern of what is wanted; null for all.</param>
    /// <param name="onUnreadable">Told, while the next entry is asked for, of each folder that cannot be listed.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.CloneException">As <see cref="ListCopyAsync"/>; CloneNothingKept.</exception>
    public IAsyncEnumerable<CopyItem> ListKeptAsync(
        CopyPlace place, string? item, Action<RunFailure> onUnreadable, CancellationToken cancellation) =>
        new KeptListing(this, place, item, onUnreadable).ReadAsync(cancellation);
    /// <summary>
    /// Looks at everything that a run of a job needs, one check after the other, always the same ones. Writes nothing but a
    /// trial in Clone's folder at the destination, which is taken away again.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Stops.</param>
    public IAsyncEnumerable<JobCheck> TestAsync(JobDefinition job, CancellationToken cancellation) =>
        new JobTest(this, job).ReadAsync(cancellation);

    /// <summary>The records of the log, oldest first.</summary>
    public IEnumerable<LogRecord> ReadLog(LogQuery query) => log.Read(query);

    /// <summary>The records of the log, and then those that come, as often as they are asked for.</summary>
    public LogFollower FollowLog(LogQuery query) => log.Follow(query);

    /// <summary>Removes the months of the log that lie wholly before a time, or all; the event log.cleared tells of it.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable, CloneStateBusy.</exception>
    public int ClearLog(DateTimeOffset? before)
    {
        var cleared = log.Clear(before);
        if (cleared > 0) Events.Write(new EventRaised(EventCatalog.LogCleared, service: null, cleared));
        return cleared;
    }

    /// <summary>Removes what the log has kept for longer than it is to; what cannot be removed now is by a later run.</summary>
    internal void ExpireLog()
    {
        try
        {
            var before = Options.Time.GetUtcNow().AddDays(-Settings.Read().LogRetentionDays);
            log.Clear(before);
            feed.Clear(before);
        }
        catch (Errors.CloneException)
        {
            // Somebody holds it, or nobody knows for how long it is to be kept: a month more does no harm.
        }
    }

    /// <summary>
    /// Windows: registers the source under which the event log shows the events of Clone. Elsewhere there is none, and nothing is done.
    /// </summary>
    /// <exception cref="Errors.CloneException">CloneStateUnavailable: the account may not.</exception>
    public static void RegisterEventSource()
    {
        if (WindowsEventLog.IsHere) EventSource.Register();
    }

    /// <summary>Takes the events of the node.</summary>
    internal EventWriter Events { get; }

    /// <summary>What the node works with.</summary>
    internal NodeOptions Options { get; }

    /// <summary>Keeps secrets.</summary>
    internal ISecretStore Secrets { get; }

    /// <summary>Opens the buckets of jobs.</summary>
    internal BucketDoor Buckets { get; }

    /// <summary>Opens the copy that a job fills, of whatever kind it is.</summary>
    /// <exception cref="Errors.CloneException">The place is not there, or cannot be used.</exception>
    internal IJobCopy OpenCopy(JobDefinition job) =>
        job.Storage is null ? FolderCopy.Open(this, job) : new ObjectCopy(this, job, Buckets.Open(job));

    /// <summary>Finds the disks of jobs.</summary>
    internal DiskSet Disks { get; }

    /// <summary>The state folder.</summary>
    internal StateFolder Folder { get; }

    /// <summary>The runs that wait or are under way.</summary>
    internal RunQueue Queue { get; }

    /// <summary>What runs and previews put aside.</summary>
    internal SpoolFolder Spools { get; }

    /// <summary>The runs, opened when it is first asked for, and again when that failed.</summary>
    internal RunJournal Journal
    {
        get
        {
            lock (gate) return journal ??= new RunJournal(Folder.Journal, Options.Adapters, Options.Boot);
        }
    }

    /// <summary>Closes what is open.</summary>
    public void Dispose()
    {
        journal?.Dispose();
    }

    void RaiseInitialized() => Events.Write(new EventRaised(EventCatalog.NodeInitialized, service: null, Info.Role));

    static NodeInfo Describe(NodeOptions options, StateFolder folder, NodeFile file) => new()
    {
        Role = file.Role,
        NodeId = file.NodeId,
        Version = options.Version,
        DataVersion = DataVersion,
        DataPath = folder.Path,
        ComputerName = Environment.MachineName,
    };
}
