using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Disks;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Secrets;
using Clone.Engine.State;

namespace Clone.Engine.Jobs;

/// <summary>
/// The jobs of the node. Several processes may change them at once: each change reads, checks and writes under one
/// lock, so that none is lost.
/// </summary>
public sealed class JobStore
{
    readonly JsonFile<JobFile> file;
    readonly StateFolder folder;
    readonly JobValidation validation;
    readonly TimeProvider time;
    readonly EventWriter events;
    readonly JobSecrets secrets;
    int unreadable;

    internal JobStore(NodeOptions options, StateFolder folder, Guid nodeId, EventWriter events, JobSecrets secrets, BucketDoor buckets)
    {
        this.events = events;
        this.secrets = secrets;
        this.folder = folder;
        time = options.Time;
        file = new(folder.Path, StateFolder.JobsFile, JobFile.CurrentVersion, options.Platform, options.Adapters.Json);
        var folders = new JobFolders(options.Platform, new MarkerStore(options.Adapters.Json), nodeId, folder.Path);
        validation = new JobValidation(folders, PlacesOf(options, folders, nodeId, buckets), options.Platform.PathComparison);
    }

    static Dictionary<JobKind, IPlaceRules> PlacesOf(NodeOptions options, JobFolders folders, Guid nodeId, BucketDoor buckets)
    {
        var storage = new StorageRules(buckets, folders, options.Adapters.Json, options.Platform.PathComparison);
        return new()
        {
            [JobKind.Hdd] = new FolderRules(folders, new DiskSet(options, nodeId), options.Platform.PathComparison),
            [JobKind.S3] = storage,
            [JobKind.Azure] = storage,
        };
    }

    /// <summary>All jobs by name, those too that cannot be used because somebody edited the file.</summary>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public IReadOnlyList<JobDefinition> List() =>
        [.. Read().OrderBy(job => job.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>The job of that name, ignoring case.</summary>
    /// <exception cref="CloneException">CloneJobNotFound.</exception>
    public JobDefinition Find(string name) =>
        Read().FirstOrDefault(job => string.Equals(job.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CloneException(ErrorId.CloneJobNotFound, name);

    /// <summary>The job as <see cref="Create"/> would make it; writes nothing.</summary>
    /// <exception cref="CloneException">As <see cref="Create"/>.</exception>
    public JobDefinition Check(JobChanges changes) => validation.New(changes, Read(), Guid.NewGuid(), time.GetUtcNow());

    /// <summary>Makes a job.</summary>
    /// <exception cref="CloneException">
    /// The rules of names, limits and filters: CloneJobNameInvalid, CloneJobNameTaken, CloneFilterInvalid,
    /// CloneFilterConflict, CloneAttributeNotSupported, CloneLimitInvalid, CloneScheduleInvalid, CloneVssNotAvailable (always, as long as Clone has no snapshot provider). Those of the
    /// source: ClonePathInvalid, CloneSourceNotFound, CloneSourceNotFolder, CloneSourceUnreadable. Those of the
    /// destination: CloneDestinationNotFound, CloneDestinationNotFolder, CloneDestinationUnavailable,
    /// CloneDestinationNameRequired, CloneDestinationNameInvalid, CloneDestinationUsedByJob, CloneFoldersOverlap,
    /// CloneFolderCycle; of volumes: CloneVolumeNameInvalid, CloneDiskNotConnected, CloneDiskNotEmpty,
    /// CloneEjectNotPossible. Those of ownership, unless the job takes over: CloneDestinationNotEmpty,
    /// CloneDestinationOwnedByOther.
    /// </exception>
    public JobDefinition Create(JobChanges changes)
    {
        using var taken = Lock();
        var jobs = Read();
        var job = Bound(validation.New(changes, jobs, Guid.NewGuid(), time.GetUtcNow()), changes);
        Write(jobs, [.. jobs, job]);
        Raise(EventCatalog.JobCreated, job);
        return job;
    }

    /// <summary>The job as <see cref="Change"/> would leave it; writes nothing.</summary>
    /// <exception cref="CloneException">As <see cref="Change"/>.</exception>
    public JobDefinition CheckChange(Guid id, JobChanges changes) => Changed(Read(), id, changes);

    /// <summary>
    /// Changes a job. Another source or destination falls under the rules of ownership, as for a new job.
    /// </summary>
    /// <exception cref="CloneException">
    /// As <see cref="Create"/>; CloneJobNotFound; CloneJobAlreadyActive: a run is under way and the change concerns what
    /// it reads or writes, or a take-over.
    /// </exception>
    public JobDefinition Change(Guid id, JobChanges changes)
    {
        using var taken = Lock();
        var jobs = Read();
        var stored = Find(jobs, id);
        using var idle = validation.DisturbsRuns(stored, changes) ? Idle(stored) : null;
        var changed = Bound(Changed(jobs, id, changes), changes);
        Write(jobs, Replace(jobs, changed));
        Raise(EventCatalog.JobChanged, changed);
        return changed;
    }

    /// <summary>Removes a job. Its data and the marker at its destination stay.</summary>
    /// <exception cref="CloneException">CloneJobNotFound, CloneJobAlreadyActive.</exception>
    public void Remove(Guid id)
    {
        using var taken = Lock();
        var jobs = Read();
        var removed = Find(jobs, id);
        using var idle = Idle(removed);
        Write(jobs, [.. jobs.Where(job => job.Id != id)]);
        foreach (var destination in removed.Disks.Select(disk => disk.DestinationId).Append(removed.DestinationId))
            if (destination is { } known) folder.RemoveIndex(known);
        Raise(EventCatalog.JobChanged, removed);
    }

    /// <summary>The job of an id as it is now; null when it was removed.</summary>
    internal JobDefinition? Look(Guid id) => Read().FirstOrDefault(job => job.Id == id);

    /// <summary>
    /// Records what was found out. The function is given the job as it is now, with the disk that it stands with, which
    /// is recorded as seen.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="change">The change.</param>
    /// <param name="isRun">Whether a run writes to the disk.</param>
    /// <exception cref="CloneException">CloneJobNotFound: it was removed meanwhile.</exception>
    internal JobDefinition Update(JobDefinition job, Func<JobDefinition, JobDefinition> change, bool isRun = true)
    {
        using var taken = Lock();
        var jobs = Read();
        var stored = Find(jobs, job.Id);
        var changed = change(DiskSet.As(stored, job));
        var kept = DiskSet.ToStore(changed, stored, time.GetUtcNow(), isRun);
        Write(jobs, Replace(jobs, kept));
        return DiskSet.As(kept, job);
    }

    /// <summary>What was given as credential is kept, and the job holds its id; what was kept for another service is let go.</summary>
    JobDefinition Bound(JobDefinition job, JobChanges changes) => changes.Storage is not { } said
        ? job
        : secrets.Bind(job, job.Storage is { UsesSecret: true } storage ? storage.Service : null, said.Credential);

    void Raise(EventDefinition definition, JobDefinition job) =>
        events.Write(new EventRaised(definition, job.Kind, job.Name) { JobId = job.Id });

    JobDefinition Changed(IReadOnlyList<JobDefinition> jobs, Guid id, JobChanges changes) =>
        validation.Changed(Find(jobs, id), changes, [.. jobs.Where(job => job.Id != id)], time.GetUtcNow());

    static JobDefinition Find(IReadOnlyList<JobDefinition> jobs, Guid id) =>
        jobs.FirstOrDefault(job => job.Id == id) ?? throw new CloneException(ErrorId.CloneJobNotFound, id);

    static List<JobDefinition> Replace(IReadOnlyList<JobDefinition> jobs, JobDefinition changed) =>
        [.. jobs.Select(job => job.Id == changed.Id ? changed : job)];

    IReadOnlyList<JobDefinition> Read()
    {
        try
        {
            return ReadStored();
        }
        catch (CloneException e)
        {
            // Whoever asked is told; so that others learn of it too, the log names the file, once for a process.
            if (Interlocked.Exchange(ref unreadable, 1) == 0)
                events.Write(new EventRaised(EventCatalog.JobsLoadFailed, service: null) { Path = file.FullName, Code = e.Id.ToString() });
            throw;
        }
    }

    IReadOnlyList<JobDefinition> ReadStored()
    {
        var stored = folder.IsMade ? file.Read() : null;
        if (stored is null) return [];
        if (stored.Jobs is null || stored.Jobs.Any(job => job is null)) throw file.Damaged(new FormatException("no jobs"));
        if (stored.Jobs.Select(job => job.Id).Distinct().Count() < stored.Jobs.Count)
            throw file.Damaged(new FormatException("two jobs have one id"));
        return [.. stored.Jobs.Select(WithoutNulls)];
    }

    /// <summary>JSON can hold null where the record says that there is none.</summary>
    static JobDefinition WithoutNulls(JobDefinition job) => job with
    {
        Name = job.Name ?? "",
        Source = job.Source ?? "",
        DestinationName = job.DestinationName ?? "",
        HddVolume = [.. (job.HddVolume ?? []).Where(name => name is not null)],
        FolderInVolume = job.FolderInVolume ?? "",
        Disks = [.. (job.Disks ?? []).Where(disk => disk is not null)],
        IncrementalSchedule = [.. (job.IncrementalSchedule ?? []).Where(text => text is not null)],
        FullSchedule = [.. (job.FullSchedule ?? []).Where(text => text is not null)],
        Include = [.. (job.Include ?? []).Where(pattern => pattern is not null)],
        Exclude = [.. (job.Exclude ?? []).Where(pattern => pattern is not null)],
        FilterRule = [.. (job.FilterRule ?? []).Where(rule => rule is not null)],
        ExcludeAttribute = [.. (job.ExcludeAttribute ?? []).Where(name => name is not null)],
    };

    void Write(IReadOnlyList<JobDefinition> before, IReadOnlyList<JobDefinition> jobs)
    {
        try
        {
            file.Write(new JobFile { Version = JobFile.VersionOf(jobs), Jobs = jobs });
        }
        catch (CloneException)
        {
            DropUnstored(jobs);
            throw;
        }
        secrets.Drop(before, jobs);
    }

    /// <summary>Forgets secrets of jobs that could not be stored. The file is asked: it may have its new contents all the same.</summary>
    void DropUnstored(IReadOnlyList<JobDefinition> jobs)
    {
        try
        {
            secrets.Drop(jobs, Read());
        }
        catch (CloneException)
        {
            // Nobody can say which of them are needed.
        }
    }

    FileLock Lock() => FileLock.Acquire(folder.Lock("jobs"), FileLock.StoreWait);

    JobLock Idle(JobDefinition job) =>
        JobLock.TryAcquire(folder, job.Id) ?? throw new CloneException(ErrorId.CloneJobAlreadyActive, job.Name);
}
