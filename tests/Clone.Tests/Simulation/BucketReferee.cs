using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Kept;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Clone.Tests.Objects;

namespace Clone.Tests.Simulation;

/// <summary>Knows what must never happen to a bucket and what must have happened. It looks at the bucket itself, not through a run.</summary>
sealed class BucketReferee
{
    static readonly MemoryDisk unlimited = new("unlimited", start: 0);

    readonly BucketWorld world;
    readonly Dictionary<string, MemoryObject> others;
    readonly List<string> uploadsOfOthers;
    readonly List<byte[]> theirs = [];
    readonly HashSet<string> spoilt = new(StringComparer.Ordinal);
    readonly HashSet<MemoryObject> ofRun = new(ReferenceEqualityComparer.Instance);
    BucketRun? run;

    public BucketReferee(BucketWorld world)
    {
        this.world = world;
        others = world.Bucket.Keys.ToDictionary(pair => pair.Key, pair => pair.Value[^1]);
        uploadsOfOthers = [.. world.Bucket.Uploads.Keys];
        world.Bucket.OnChange = Saw;
    }

    /// <summary>The run whose request is being carried out.</summary>
    public BucketRun? Asks { get; set; }

    /// <summary>What was seen that must not be.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Objects that were kept before they were replaced or removed.</summary>
    public int Kept { get; private set; }

    public void BeginRun(BucketRun begun)
    {
        run = begun;
        ofRun.Clear();
    }

    public void EndRun() => (run, Asks) = (null, null);

    /// <summary>Somebody removed or overwrote a file of the copy; no run that does not list it need know.</summary>
    public void Spoilt(string path, byte[]? contents)
    {
        if (contents is not null) theirs.Add(contents);
        spoilt.Add(path);
        for (var cut = path.LastIndexOf('/'); cut > 0; cut = path.LastIndexOf('/', cut - 1)) spoilt.Add(path[..cut]);
    }

    /// <summary>At any moment: each file is one that the source had, whole, and what others have is as it was.</summary>
    public void LookAtBucket(string when)
    {
        foreach (var (path, item) in world.Copy())
            if (!path.EndsWith('/')) MustBeWhole(path, item.Contents, when);
        foreach (var (key, item) in others)
            if (world.Bucket.Find(key, null) != item) Violations.Add(when + ": an object of others is gone or changed: " + key);
        foreach (var id in uploadsOfOthers)
            if (!world.Bucket.Uploads.ContainsKey(id)) Violations.Add(when + ": an upload of others is gone");
    }

    /// <summary>After a run that ended by itself.</summary>
    public void JudgeReport(RunReport report, BucketRun ended)
    {
        if (report.RunId == Guid.Empty) return;
        if (report is { Result: RunResult.Succeeded, ListedIndex: false }) spoilt.Clear();
        if (report.Total != report.Copied + report.Updated + report.Moved + report.Skipped + report.Failed) Violations.Add("the counts do not add up");
        if (report.Failures.Count != Math.Min(100, report.Failed)) Violations.Add("failures are missing in the report");
        if (report.Result == RunResult.Succeeded && (report.Failed > 0 || report.Stop is not null)) Violations.Add("succeeded with failures");
        if (ended.IsQuiet && world.History.IsQuiet) JudgeQuiet(report);
        if (report.Result is RunResult.Succeeded or RunResult.CompletedWithFailures) JudgeCopy(report, ended);
    }

    /// <summary>When all is quiet the bucket holds the source, and nothing else but what is to be there.</summary>
    public void MustBeSame()
    {
        var (source, copy) = (Expected(), world.Copy());
        foreach (var path in source.Keys.Union(copy.Keys.Select(EntryOf)).Where(TakesPart).ToList()) Compare(path, source, copy, "at the end");
        foreach (var (key, _) in world.Bucket.Keys)
            if (world.Bucket.Find(key, null) is not null && !others.ContainsKey(key) && !IsKnown(key)) Violations.Add("something is left: " + key);
        foreach (var upload in world.Bucket.Uploads.Values)
            if (!uploadsOfOthers.Contains(upload.Upload.Id)) Violations.Add("an upload is left: " + upload.Upload.Key);
        var catalogues = world.Bucket.Keys.Keys.Where(key => key.StartsWith(world.Keys.Own("catalogue/"), StringComparison.Ordinal) && !others.ContainsKey(key) && world.Bucket.Find(key, null) is not null)
            .GroupBy(key => key[..key.LastIndexOf('/')]).ToList();
        if (world.KeepsDays == 0 && catalogues.Count != 1) Violations.Add(catalogues.Count + " catalogues at the end");
        MustBeReadable(source);
    }

    /// <summary>Another machine that has nothing but the bucket sees the same, with the facets of folders.</summary>
    void MustBeReadable(SortedDictionary<string, Picture> source)
    {
        var read = world.Read();
        if (read[""].Modified != world.Source.Root.Modified) Violations.Add("read by another machine: the root's time");
        read.Remove("");
        foreach (var path in source.Keys.Union(read.Keys).Where(TakesPart))
        {
            if (!source.TryGetValue(path, out var there) || !read.TryGetValue(path, out var seen))
                Violations.Add("read by another machine: " + path + (source.ContainsKey(path) ? " is missing" : " is too much"));
            else if (there.Differs(seen, unlimited) is { } difference) Violations.Add("read by another machine: " + path + ": " + difference);
        }
    }

    void JudgeQuiet(RunReport report)
    {
        // The guard asks a person when nothing is left at the source.
        if (Expected().Count == 0 && report.Result == RunResult.Refused) return;
        // What somebody put where a folder is to be waits for a run that lists it.
        if (report.ListedIndex && spoilt.Count > 0) return;
        if (report.Result != RunResult.Succeeded)
            Violations.Add("nothing went wrong, but: " + report.Result + " " + report.Stop?.Message + string.Concat(report.Failures.Select(f => "\n  " + f.Operation + " " + f.Path + ": " + f.Code)));
        var taken = Expected().Count;
        // No folder is moved there, so no march begins anew.
        if (report.Completed != taken) Violations.Add(
            $"completed {report.Completed} of {taken}: copied {report.Copied}, updated {report.Updated}, moved {report.Moved}, skipped {report.Skipped}");
    }

    /// <summary>Whatever stood still while the run went on is at the destination as it is at the source, or named as failed.</summary>
    void JudgeCopy(RunReport report, BucketRun ended)
    {
        var (source, copy) = (Expected(), world.Copy());
        var failed = report.Failures.Select(failure => failure.Path).ToList();
        foreach (var path in source.Keys.Union(copy.Keys.Select(EntryOf)).ToList())
        {
            if (!TakesPart(path) || spoilt.Contains(path) || !world.History.IsStable(path) || ended.IsClosed(path) || failed.Any(f => IsWithin(path, f) || IsWithin(f, path))) continue;
            if (source.ContainsKey(path) || world.History.HasStableFolders(path)) Compare(path, source, copy, "after " + report.Result);
        }
    }

    void Compare(string path, SortedDictionary<string, Picture> source, SortedDictionary<string, MemoryObject> copy, string when)
    {
        var (file, folder) = (copy.GetValueOrDefault(path), copy.GetValueOrDefault(path + "/"));
        var holds = copy.Keys.Any(key => key.Length > path.Length + 1 && key.StartsWith(path + "/", StringComparison.Ordinal));
        if (!source.TryGetValue(path, out var there))
        {
            if (file is not null || folder is not null) Violations.Add(when + ": " + path + " is at the destination alone");
            return;
        }
        var (wanted, other) = there.Kind == EntryKind.Folder ? (folder, file) : (file, folder);
        if (other is not null || (there.Kind == EntryKind.File && holds)) Violations.Add(when + ": " + path + " is there as a file and a folder");
        if (wanted is null)
        {
            if (there.Kind == EntryKind.File || !holds) Violations.Add(when + ": " + path + " is missing");
            return;
        }
        var facts = ObjectMetadata.Read(wanted.Info, there.Kind);
        if (there.Differs(BucketWorld.PictureOf(facts, wanted.Contents), unlimited) is { } difference) Violations.Add(when + ": " + path + ": " + difference);
    }

    /// <summary>One key is about to change.</summary>
    void Saw(BucketChange change)
    {
        if (run is null) return;
        run.Saw(change);
        if (!change.Key.StartsWith(world.Prefix, StringComparison.Ordinal)) Violations.Add("changed beside the copy: " + change.Key);
        if (others.ContainsKey(change.Key)) Violations.Add("changed what others have: " + change.Key);
        if (change.VersionId is not null) Violations.Add("removed a version: " + change.Key);
        if (world.PathOf(change.Key) is not { } path)
        {
            if (change.Key.StartsWith(ObjectKept.PrefixOf(world.Keys), StringComparison.Ordinal)) KeptMayChange(change);
            return;
        }
        if (path.EndsWith('/')) return;
        if (change.After is { } put)
        {
            MustBeWhole(path, put.Contents, "while it runs");
            ofRun.Add(put);
        }
        if (change.Before is { } former && !IsSame(former, change.After)) MustBeKept(path, former);
        if (change.Before is { } removed && change.After is null) MayBeRemoved(path, removed);
    }

    void MustBeKept(string path, MemoryObject former)
    {
        // No run has ended with what this one put itself.
        if (world.KeepsDays == 0 || world.Bucket.KeepsVersions || ofRun.Contains(former)) return;
        var (below, name) = (ObjectKept.PrefixOf(world.Keys), former.Info.Key[world.Prefix.Length..]);
        var kept = world.Bucket.Keys.Any(pair => pair.Key.StartsWith(below, StringComparison.Ordinal)
            && ObjectKept.MomentOf(pair.Key[below.Length..]) is not null && pair.Key[(below.Length + KeptStamp.Length + 1)..] == name && IsSame(pair.Value[^1], former));
        if (kept) Kept++;
        else Violations.Add("replaced or removed and not kept: " + path);
    }

    /// <summary>What is kept stays for as long as the job says, as it is.</summary>
    void KeptMayChange(BucketChange change)
    {
        if (change.Before is null || IsSame(change.Before, change.After)) return;
        var moment = ObjectKept.MomentOf(change.Key[ObjectKept.PrefixOf(world.Keys).Length..]);
        if (change.After is not null || moment is null || moment.Value.AddDays(world.KeepsDays) > world.Now) Violations.Add("kept, and lost: " + change.Key);
    }

    void MayBeRemoved(string path, MemoryObject removed)
    {
        var source = world.History.Now;
        var closed = run!.Mishaps.Closed.FirstOrDefault(folder => IsWithin(path, folder) && path != folder);
        if (closed is not null && source.ContainsKey(closed) && world.History.IsStable(closed)) Violations.Add("removed below a folder that cannot be read: " + path);
        // What has moved away makes room for what comes; contents of nothing are like any others.
        if (source.TryGetValue(path, out var there) && there.Kind == EntryKind.File && world.History.IsStable(path)
            && there.Content.Length > 0 && there.Content.AsSpan().SequenceEqual(removed.Contents)) Violations.Add("removed what the source has: " + path);
    }

    void MustBeWhole(string path, byte[] contents, string when)
    {
        if (world.History.WasEver(path, EntryKind.File, contents) || theirs.Any(their => their.AsSpan().SequenceEqual(contents))) return;
        Violations.Add(when + ": " + path + ": " + contents.Length + " bytes that the source never had there");
    }

    bool IsKnown(string key) => world.PathOf(key) is not null || key == world.Keys.Own(DestinationMarker.FileName)
        || (key.StartsWith(ObjectKept.PrefixOf(world.Keys), StringComparison.Ordinal) && world.KeepsDays > 0)
        || key.StartsWith(world.Keys.Own("catalogue/"), StringComparison.Ordinal);

    /// <summary>The source without what takes no part: names that are no text, and links.</summary>
    SortedDictionary<string, Picture> Expected()
    {
        var expected = new SortedDictionary<string, Picture>(StringComparer.Ordinal);
        foreach (var (path, picture) in world.History.Now)
            if (!path.Contains('\uFFFD') && picture.Kind != EntryKind.Link) expected.Add(path, picture);
        return expected;
    }

    /// <summary>False for links and below them: what lies under their names at the destination stays.</summary>
    bool TakesPart(string path)
    {
        for (var above = path; ; above = above[..above.LastIndexOf('/')])
        {
            if (world.History.Now.TryGetValue(above, out var there) && there.Kind == EntryKind.Link) return false;
            if (!above.Contains('/')) return true;
        }
    }

    static bool IsSame(MemoryObject one, MemoryObject? other) => other is not null && one.Contents.AsSpan().SequenceEqual(other.Contents);

    static string EntryOf(string path) => path.TrimEnd('/');

    static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
