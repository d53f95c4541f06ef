using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>Knows what must never happen and what must have happened. It looks at the disks alone, never through the engine.</summary>
sealed class Referee(World world)
{
    /// <summary>The names of the copy when the run began, by the form in which they are compared; null where case counts.</summary>
    Dictionary<string, string>? spellings;

    /// <summary>Folders of the copy that were moved as a whole.</summary>
    readonly HashSet<string> carried = new(StringComparer.Ordinal);
    /// <summary>What somebody did in the copy and no run has met yet: one that does not list it cannot know.</summary>
    readonly HashSet<string> spoilt = new(StringComparer.Ordinal);

    /// <summary>Files that were read in a folder of the source that somebody moved while it was open.</summary>
    readonly HashSet<string> followed = new(StringComparer.Ordinal);

    readonly List<byte[]> theirs = [];
    readonly HashSet<ulong> changed = [];
    readonly HashSet<ulong> halfChanged = [];

    int named;
    int namedBeforeMove;

    /// <summary>Files that were changed in their places.</summary>
    public int ChangedInPlace => changed.Count;

    /// <summary>Files that a reader could have seen half changed.</summary>
    public int HalfChanged => halfChanged.Count;

    /// <summary>What was seen that must not be.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Somebody removed or overwrote a file of the copy, which moves the time of its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">What he wrote; null when he removed it.</param>
    public void Spoilt(string path, byte[]? contents)
    {
        if (contents is not null) theirs.Add(contents);
        spoilt.Add(Folded(path));
        spoilt.Add(Folded(path.LastIndexOf('/') is > 0 and var cut ? path[..cut] : ""));
    }

    public void BeginRun()
    {
        spellings = world.Disk.FoldsCase ? world.Copy().Keys.ToDictionary(path => path.ToUpperInvariant()) : null;
        (named, namedBeforeMove) = (0, 0);
    }

    /// <summary>Before a program changes something: nothing but the copy is its to change.</summary>
    public void MayChange(in MemoryCall call)
    {
        if (!call.Changes || call.Operation == EntryOperation.Flush) return;
        if (call.Disk == world.Source) Violations.Add("the source is changed: " + call);
        else if (call.Path != "source" && world.InCopy(call.Path) is null) Violations.Add("changed outside the copy: " + call);
    }

    /// <summary>After a program has changed something at the destination.</summary>
    public void HasChanged(in MemoryCall call, SimulatedRun run)
    {
        if (world.InCopy(call.Path) is not { } path || !World.IsSeen(path)) return;
        if (call.Operation is EntryOperation.Rename or EntryOperation.CreateFolder or EntryOperation.CreateLink or EntryOperation.SetFacets) named++;
        if (call.Operation is EntryOperation.Rename or EntryOperation.Write or EntryOperation.CreateLink)
        {
            if (world.Disk.Find(call.Path) is not { } entry) return;
            if (entry.Kind == EntryKind.Folder)
            {
                Carry(call, path);
                return;
            }
            var isWhole = world.History.WasEver(path, entry.Kind, entry.Content);
            if (isWhole) spoilt.Remove(Folded(path));
            if (call.Operation == EntryOperation.Write && IsBeingChanged(entry.Id)) (isWhole ? changed : halfChanged).Add(entry.Id);
            MustBeWhole(path, entry.Kind, entry.Content, entry.Id);
        }
        if (call.Operation == EntryOperation.Remove) MayBeRemoved(path, call.Kind, run);
    }

    /// <summary>A folder was moved as a whole, and with it what somebody did in it.</summary>
    void Carry(in MemoryCall call, string path)
    {
        carried.Add(path);
        namedBeforeMove = named;
        if (call.From is not { } from || world.InCopy(from) is not { } former) return;
        foreach (var (folded, spelt) in spellings?.Where(one => one.Key.StartsWith(Folded(former) + "/", StringComparison.Ordinal)).ToList() ?? [])
            spellings![Folded(path) + folded[former.Length..]] = path + spelt[former.Length..];
        foreach (var one in spoilt.Where(one => IsWithin(one, Folded(former))).ToList()) spoilt.Add(string.Concat(Folded(path), one.AsSpan(Folded(former).Length)));
    }

    /// <summary>At any moment: each file that a reader sees is one that the source had, whole.</summary>
    public void LookAtCopy(string when)
    {
        foreach (var (path, picture) in world.Copy())
            if (picture.Kind != EntryKind.Folder) MustBeWhole(path, picture.Kind, picture.Content, picture.Id, when);
        if (world.Disk.Find("other/kept") is not { } kept || !kept.Content.AsSpan().SequenceEqual(new byte[] { 1, 2, 3 }))
            Violations.Add(when + ": what lies beside the copy has changed");
    }

    /// <summary>After a run that ended by itself.</summary>
    public void JudgeReport(RunReport report, SimulatedRun run)
    {
        if (report.RunId == Guid.Empty) return;
        if (report is { Result: RunResult.Succeeded, ListedIndex: false }) spoilt.Clear();
        if (report.Total != report.Copied + report.Updated + report.Moved + report.Skipped + report.Failed) Violations.Add("the counts do not add up");
        if (report.Failures.Count != Math.Min(100, report.Failed)) Violations.Add("failures are missing in the report");
        if (report.Result == RunResult.Succeeded && (report.Failed > 0 || report.Stop is not null)) Violations.Add("succeeded with failures");
        if (report.Result == RunResult.CompletedWithFailures && report.Failed == 0) Violations.Add("completed with failures, without any");
        if (run.LiedOfRemovals ? report.Deleted > run.Removed : report.Deleted != run.Removed)
            Violations.Add("deleted " + report.Deleted + " as the report says, " + run.Removed + " as the disk says");
        if (run.Mishaps.AreNone && world.History.IsQuiet && !Expected().Keys.Any(IsRespelled)) JudgeQuiet(report);
        if (report.Result is RunResult.Succeeded or RunResult.CompletedWithFailures) JudgeCopy(report, run);
    }

    /// <summary>When all is quiet source and copy are the same.</summary>
    public void MustBeSame()
    {
        var (source, copy) = (Expected(), world.Copy());
        foreach (var path in source.Keys.Union(copy.Keys).Where(TakesPart))
            Compare(path, source.GetValueOrDefault(path), copy.GetValueOrDefault(path), "at the end");
        if (world.Journals().Any()) Violations.Add("a journal of a change in place is left");
        foreach (var (path, entry) in world.Disk.Find("source")!.Below())
            if (!World.IsSeen(path) && entry.Name.StartsWith(".clone-", StringComparison.Ordinal)) Violations.Add("a temporary file is left: " + path);
    }

    void JudgeQuiet(RunReport report)
    {
        // The guard asks a person when nothing is left at the source.
        if (Expected().Count == 0 && report.Result == RunResult.Refused) return;
        if (report.Result != RunResult.Succeeded)
            Violations.Add("nothing went wrong, but: " + report.Result + " " + report.Stop?.Message + Named(report));
        var taken = Expected().Count;
        // What was sent before a folder was moved may be sent again, by the march that begins anew, and counts twice; so at
        // most as much is too much as had been made, named or touched until then. Where no folder was moved, nothing is.
        if (report.Completed < taken || report.Completed > taken + namedBeforeMove) Violations.Add(
            $"completed {report.Completed} of {taken}, {namedBeforeMove} of them before a folder was moved: copied {report.Copied}, updated {report.Updated}, moved {report.Moved}, skipped {report.Skipped}");
    }

    /// <summary>Whatever stood still while the run went on is at the destination as it is at the source, or named as failed.</summary>
    void JudgeCopy(RunReport report, SimulatedRun run)
    {
        var (source, copy) = (Expected(), world.Copy());
        var failed = report.Failures.Select(failure => failure.Path).ToList();
        foreach (var path in source.Keys.Union(copy.Keys))
        {
            if (!TakesPart(path) || spoilt.Contains(Folded(path)) || !world.History.IsStable(path) || run.IsClosed(path) || IsRespelled(path) || failed.Any(f => IsWithin(Folded(path), Folded(f)) || IsWithin(Folded(f), Folded(path)))) continue;
            // Below a folder that was gone when its turn came nothing is removed this time.
            if (source.ContainsKey(path) || world.History.HasStableFolders(path))
                Compare(path, source.GetValueOrDefault(path), copy.GetValueOrDefault(path), "after " + report.Result);
        }
    }

    void Compare(string path, Picture? source, Picture? copy, string when)
    {
        if (source is null || copy is null)
        {
            if (source != copy) Violations.Add(when + ": " + path + (source is null ? " is at the destination alone" : " is missing"));
            return;
        }
        if (source.Differs(copy, world.Disk) is { } difference) Violations.Add(when + ": " + path + ": " + difference);
    }

    void MustBeWhole(string path, EntryKind kind, byte[] content, ulong id, string when = "while it runs")
    {
        if (world.History.WasEver(path, kind, content) || IsBeingChanged(id)) return;
        // What a folder held that was moved as a whole came with it, until its own turn comes.
        var mayBeCarried = carried.Any(folder => path != folder && IsWithin(path, folder));
        if (mayBeCarried && world.History.WasEverNamed(path, kind, content)) return;
        // A folder that is open stays so when it is moved: what is read in it then is what it has under its other path.
        if (!world.History.HasStableFolders(path)) followed.Add(path);
        if (followed.Contains(path) && world.History.WasEverNamed(path, kind, content)) return;
        // Somebody's contents may be given a name in another case before they are replaced, and come back by a power cut.
        if (!theirs.Any(their => their.AsSpan().SequenceEqual(content)))
            Violations.Add(when + ": " + path + ": " + content.Length + " bytes that the source never had there");
    }

    /// <summary>
    /// A file may be half changed while a journal tells how it is put back: its file id is at 40, and the journal counts from
    /// its first flush on.
    /// </summary>
    bool IsBeingChanged(ulong id) => world.ChangesInPlace && world.Journals().Any(journal =>
        journal.Content.Length > 64 && BinaryPrimitives.ReadUInt64LittleEndian(journal.Content.AsSpan(40)) == id);

    void MayBeRemoved(string path, EntryKind kind, SimulatedRun run)
    {
        var source = world.History.Now;
        var closed = run.Mishaps.Closed.FirstOrDefault(folder => IsWithin(path, folder) && path != folder);
        if (closed is not null && source.ContainsKey(closed) && world.History.IsStable(closed))
            Violations.Add("removed below a folder that cannot be read: " + path);
        // A file and a folder of the same name are two entries, the one in the other's way.
        var isSame = source.TryGetValue(path, out var there) && (there.Kind == EntryKind.Folder) == (kind == EntryKind.Folder);
        if (isSame && world.History.IsStable(path)) Violations.Add("removed what the source has: " + path);
    }

    /// <summary>The source without what takes no part: names that are no text, and links that the destination cannot hold.</summary>
    SortedDictionary<string, Picture> Expected()
    {
        var expected = new SortedDictionary<string, Picture>(StringComparer.Ordinal);
        foreach (var (path, picture) in world.History.Now)
            if (TakesPart(path)) expected.Add(path, picture);
        return expected;
    }

    /// <summary>False for what the source has and no run may bring; what lies under its name at the destination stays.</summary>
    bool TakesPart(string path) => !path.Contains('\uFFFD')
        && (world.Disk.HasLinks || !world.History.Now.TryGetValue(path, out var picture) || picture.Kind != EntryKind.Link);

    /// <summary>
    /// Whether it, or a folder above it, stood in another case when the run began: such a folder is renamed, and what is to
    /// go from it goes with the next run, since nothing is removed by way of a name that is no more.
    /// </summary>
    bool IsRespelled(string path)
    {
        for (var above = path; spellings is not null; above = above.Substring(0, above.LastIndexOf('/')))
        {
            if (spellings.TryGetValue(above.ToUpperInvariant(), out var was) && was != above) return true;
            if (above.LastIndexOf('/') < 0) break;
        }
        return false;
    }

    static string Named(RunReport report) => string.Concat(report.Failures.Select(f => "\n  " + f.Operation + " " + f.Path + ": " + f.Code));

    string Folded(string path) => world.Disk.FoldsCase ? path.ToUpperInvariant() : path;

    static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
