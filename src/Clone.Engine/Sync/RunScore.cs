using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Live;

namespace Clone.Engine.Sync;

/// <summary>What a run has done so far: figures, and the first failures. Safe for several threads.</summary>
sealed class RunScore
{
    /// <summary>How many failures and refused removals a report names.</summary>
    public const int MostNamed = 100;

    readonly List<RunFailure> failures = [];
    long copied;
    long updated;
    long moved;
    long wasThere;
    long vanished;
    long failed;
    long deleted;
    long bytes;
    long streamsLeft;
    long deferred;
    long unexpected;
    long planned;
    long plannedBytes;

    public long Copied => Interlocked.Read(ref copied);

    public long Updated => Interlocked.Read(ref updated);

    public long Moved => Interlocked.Read(ref moved);

    /// <summary>Planned as new, and found in place (on a destination that folds case).</summary>
    public long WasThere => Interlocked.Read(ref wasThere);

    public long Vanished => Interlocked.Read(ref vanished);

    public long Failed => Interlocked.Read(ref failed);

    public long Deleted => Interlocked.Read(ref deleted);

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Named streams of what was copied that the destination cannot hold.</summary>
    public long StreamsLeft => Interlocked.Read(ref streamsLeft);

    /// <summary>Files whose contents are at the destination as they are, and whose times, attributes and owner are put off.</summary>
    public long Deferred => Interlocked.Read(ref deferred);

    /// <summary>Things at the destination that were not as the index said.</summary>
    public long Unexpected => Interlocked.Read(ref unexpected);

    /// <summary>Something at the destination may be otherwise than the index will say; whoever lists it will know.</summary>
    public bool IsCopyUnsure { get; set; }

    public long Planned => Interlocked.Read(ref planned);

    public long PlannedBytes => Interlocked.Read(ref plannedBytes);

    /// <summary>Where the run stands.</summary>
    public RunPhase Phase { get; set; }

    /// <summary>Everything has been compared.</summary>
    public bool PlanKnown { get; set; }

    /// <summary>The item that was begun last.</summary>
    public EntryPath Current { get; set; }

    public void AddCopied() => Interlocked.Increment(ref copied);

    public void AddUpdated() => Interlocked.Increment(ref updated);

    public void AddMoved() => Interlocked.Increment(ref moved);

    public void AddWasThere() => Interlocked.Increment(ref wasThere);

    public void AddVanished() => Interlocked.Increment(ref vanished);

    public void AddDeleted() => Interlocked.Increment(ref deleted);

    public void AddBytes(int count) => Interlocked.Add(ref bytes, count);

    public void AddDeferred() => Interlocked.Increment(ref deferred);

    public void AddStreamsLeft(int count) => Interlocked.Add(ref streamsLeft, count);

    public void AddUnexpected() => Interlocked.Increment(ref unexpected);

    public void AddPlanned(long size)
    {
        Interlocked.Increment(ref planned);
        Interlocked.Add(ref plannedBytes, size);
    }

    /// <summary>Of what was planned, bytes need not be sent.</summary>
    public void SpareBytes(long count) => Interlocked.Add(ref plannedBytes, -count);

    /// <summary>Counts a failure and names it while there is room in the report.</summary>
    public RunFailure AddFailure(RunFailure failure)
    {
        Interlocked.Increment(ref failed);
        lock (failures)
        {
            if (failures.Count < MostNamed) failures.Add(failure);
        }
        return failure;
    }

    /// <summary>A report with what was counted here.</summary>
    public RunReport Into(RunReport report) => report with
    {
        Copied = Copied,
        Updated = Updated,
        Moved = Moved,
        Failed = Failed,
        Deleted = Deleted,
        Bytes = Bytes,
        Failures = Failures(),
    };

    /// <summary>The failures that are named.</summary>
    public IReadOnlyList<RunFailure> Failures()
    {
        lock (failures) return failures.ToArray();
    }

    /// <summary>The march begins anew: what is planned is what was done.</summary>
    public void ForgetPlan()
    {
        Interlocked.Exchange(ref planned, Copied + Updated + Moved + WasThere + Deferred);
        Interlocked.Exchange(ref plannedBytes, Bytes);
    }

    /// <summary>This moment, for people who watch.</summary>
    public RunProgress Look() => new()
    {
        Phase = Phase,
        Done = Copied + Updated + Moved + WasThere + Deferred,
        Copied = Copied,
        Updated = Updated,
        Moved = Moved,
        Planned = Planned,
        Bytes = Bytes,
        PlannedBytes = PlannedBytes,
        Deleted = Deleted,
        Failed = Failed,
        PlanKnown = PlanKnown,
        CurrentPath = Current.IsRoot ? null : Current.ToString(),
    };
}
