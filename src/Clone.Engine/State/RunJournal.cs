using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Sync;

namespace Clone.Engine.State;

/// <summary>
/// The runs, each recorded from its start on, so that one that was cut off is known. Key: JobId (16 bytes in the order
/// of its text), start (ticks, big-endian; later than that of the run before, whatever the clock says), RunId. Value: format version, state, length of the boot id, the boot id,
/// the report as JSON.
/// </summary>
sealed class RunJournal : IDisposable
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Runs kept for each job.</summary>
    public const int Kept = 1000;

    const int IdBytes = 16;
    const int KeyBytes = IdBytes + sizeof(long) + IdBytes;
    const byte Running = 1;
    const byte Ended = 2;

    readonly string path;
    readonly IJsonFormat json;
    readonly IStateFile file;
    readonly ISortedTable runs;
    readonly string bootId;

    /// <summary>Opens the journal, or makes it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="adapters">Opens the file and reads the reports.</param>
    /// <param name="bootId">This start of the machine.</param>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public RunJournal(string path, IAdapters adapters, string bootId)
    {
        this.path = path;
        this.bootId = bootId;
        json = adapters.Json;
        file = adapters.State.Open(path, "journal", CurrentVersion);
        runs = file.Table("runs");
    }

    /// <summary>Records that a run began, and forgets the oldest runs of the job when there are too many.</summary>
    public JournalEntry Begin(RunReport report)
    {
        var changes = new TableChanges();
        foreach (var key in OldKeys(report.JobId)) changes.Delete(key);
        var entry = new JournalEntry(NextKey(report), bootId);
        changes.Put(entry.Key, Value(entry, report, Running));
        runs.Apply(changes);
        return entry;
    }

    /// <summary>Records how a run ended.</summary>
    public void End(JournalEntry entry, RunReport report)
    {
        var changes = new TableChanges();
        changes.Put(entry.Key, Value(entry, report, Ended));
        runs.Apply(changes);
    }

    /// <summary>The record of a run that has ended; null when there is none.</summary>
    public RunReport? Find(Guid jobId, Guid runId) =>
        RowsOf(jobId).FirstOrDefault(row => row.HasEnded && row.Report.RunId == runId)?.Report;

    /// <summary>Runs that have ended, newest first.</summary>
    /// <param name="jobId">The job; null for all.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<RunReport> History(Guid? jobId, int count)
    {
        if (count <= 0) return [];
        var ids = jobId is { } one ? [one] : JobIds();
        var reports = new List<RunReport>();
        foreach (var id in ids) reports.AddRange(RowsOf(id).Where(row => row.HasEnded).Take(count).Select(row => row.Report));
        // The runs of one job are in their order already, also where the clock was set back between them.
        return jobId is null ? [.. reports.OrderByDescending(report => report.StartTime).Take(count)] : reports;
    }

    /// <summary>Restores that have ended, newest first.</summary>
    /// <param name="restoredJobId">The job whose copy was read; null for all.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<RunReport> Restores(Guid? restoredJobId, int count)
    {
        var reports = new List<RunReport>();
        foreach (var id in JobIds())
        {
            // All rows of such an identity are restores of one copy.
            if (RowsOf(id).FirstOrDefault()?.Report.RestoredJobId is not { } restored) continue;
            if (restoredJobId is not null && restored != restoredJobId) continue;
            reports.AddRange(RowsOf(id).Where(row => row.HasEnded).Take(count).Select(row => row.Report));
        }
        return [.. reports.OrderByDescending(report => report.StartTime).Take(count)];
    }

    /// <summary>
    /// The newest run of a job if it did not come to its end; null otherwise. To be asked before the next run begins:
    /// older runs are not looked at.
    /// </summary>
    public UnfinishedRun? Unfinished(Guid jobId)
    {
        var newest = RowsOf(jobId).FirstOrDefault();
        if (newest is null || (newest.HasEnded && !newest.Report.WasInterrupted)) return null;
        var entry = new JournalEntry(newest.Key, newest.BootId);
        return new UnfinishedRun(entry, newest.Report, !BootId.IsSame(newest.BootId, bootId), newest.HasEnded);
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => file.Dispose();

    IEnumerable<Row> RowsOf(Guid jobId)
    {
        var first = Bytes(jobId);
        using var cursor = runs.Read(descending: true, from: After(first));
        while (cursor.MoveNext() && cursor.Key.StartsWith(first)) yield return Understand(cursor.Key, cursor.Value);
    }

    List<byte[]> OldKeys(Guid jobId)
    {
        var first = Bytes(jobId);
        var old = new List<byte[]>();
        var count = 0;
        using var cursor = runs.Read(descending: true, from: After(first));
        while (cursor.MoveNext() && cursor.Key.StartsWith(first))
            if (++count >= Kept) old.Add(cursor.Key.ToArray());
        return old;
    }

    List<Guid> JobIds()
    {
        var ids = new List<Guid>();
        byte[]? from = null;
        while (true)
        {
            using var cursor = runs.Read(descending: true, from);
            if (!cursor.MoveNext()) return ids;
            if (cursor.Key.Length != KeyBytes) throw Damaged(null);
            // Nothing but keys of earlier jobs comes before the bare id.
            from = cursor.Key.Slice(0, IdBytes).ToArray();
            ids.Add(new Guid(Swapped(from)));
        }
    }

    Row Understand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.Length < 3 || value.Length < 3 + value[2]) throw Damaged(null);
        if (value[0] > CurrentVersion) throw new CloneException(ErrorId.CloneStateTooNew, path, value[0], CurrentVersion);
        try
        {
            var boot = Encoding.UTF8.GetString(value.Slice(3, value[2]).ToArray());
            return new Row(key.ToArray(), value[1] == Ended, boot, json.Read<RunReport>(value.Slice(3 + value[2])));
        }
        catch (FormatException e)
        {
            throw Damaged(e);
        }
    }

    byte[] Value(JournalEntry entry, RunReport report, byte state)
    {
        var boot = Encoding.UTF8.GetBytes(entry.BootId);
        return [CurrentVersion, state, (byte)boot.Length, .. boot, .. json.Write(report)];
    }

    byte[] NextKey(RunReport report)
    {
        var newest = RowsOf(report.JobId).FirstOrDefault()?.Key;
        var after = newest is null ? 0 : BinaryPrimitives.ReadInt64BigEndian(newest.AsSpan(IdBytes)) + 1;
        var key = new byte[KeyBytes];
        Bytes(report.JobId).CopyTo(key, 0);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(IdBytes), Math.Max(after, report.StartTime.UtcTicks));
        Bytes(report.RunId).CopyTo(key, IdBytes + sizeof(long));
        return key;
    }

    static byte[] After(byte[] jobId)
    {
        var key = new byte[KeyBytes];
        jobId.CopyTo(key, 0);
        key.AsSpan(IdBytes).Fill(byte.MaxValue);
        return key;
    }

    static byte[] Bytes(Guid id) => Swapped(id.ToByteArray());

    /// <summary>Guid keeps its first three numbers little-endian; their text, and our keys, have them big-endian.</summary>
    static byte[] Swapped(byte[] bytes)
    {
        var swapped = (byte[])bytes.Clone();
        Array.Reverse(swapped, 0, 4);
        Array.Reverse(swapped, 4, 2);
        Array.Reverse(swapped, 6, 2);
        return swapped;
    }

    CloneException Damaged(FormatException? inner) =>
        new(ErrorId.CloneStateDamaged, inner, path, inner?.Message ?? "not a row of a run");

    sealed record Row(byte[] Key, bool HasEnded, string BootId, RunReport Report);
}
