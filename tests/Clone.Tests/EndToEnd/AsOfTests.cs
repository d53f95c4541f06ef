using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Kept;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A copy read as of each time of its history is what it was then.</summary>
public sealed class AsOfTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    static readonly string[] Names = ["a", "a-", "a/b", "a/b/c", "b", "b/c", "c", "d/e/f", "zz"];

    [Fact]
    public async Task Each_run_of_a_random_history_can_be_gone_back_to()
    {
        for (var i = 0; i < 12 * Soak.Times; i++)
        {
            var seed = Random.Shared.Next();
            TestContext.Current.TestOutputHelper?.WriteLine("seed " + seed);
            await GoBackAsync(new Random(seed), "seed " + seed);
        }
    }

    static async Task GoBackAsync(Random random, string told)
    {
        using var mirror = new Mirror();
        mirror.CreateJob(changes => changes with { KeepDeleted = 365, MaxDeletePercent = 100 });
        var history = new List<(DateTimeOffset Time, string Picture)>();
        var now = Start;
        for (var run = 0; run < 6; run++)
        {
            Change(mirror.Source, random, run);
            now = now.AddHours(random.Next(1, 40));
            var options = mirror.Options with { Time = new ZoneTime(now.ToString("O"), TimeZoneInfo.Utc) };
            using var node = CloneNode.Open(options);
            var report = await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: true, progress: null, TestContext.Current.CancellationToken);
            Assert.True(report.Result == RunResult.Succeeded, told + ": " + report.Result + string.Join(", ", report.Failures.Select(f => f.Path + " " + f.Code)));
            history.Add((now, Picture(mirror.Source)));
        }
        for (var run = 0; run < history.Count; run++)
        {
            var until = run + 1 < history.Count ? history[run + 1].Time.AddMinutes(-1) : now.AddYears(1);
            foreach (var time in new[] { history[run].Time, until })
                Assert.True(history[run].Picture == await ReadAsync(mirror, time), $"{told}, run {run} at {time:O}\nexpected\n{history[run].Picture}\nread\n{await ReadAsync(mirror, time)}");
        }
    }

    static void Change(string root, Random random, int run)
    {
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            var path = Path.Combine(root, Names[random.Next(Names.Length)]);
            if (random.Next(4) == 0)
            {
                Move(path, Path.Combine(root, Names[random.Next(Names.Length)]));
                continue;
            }
            if (Directory.Exists(path))
            {
                if (random.Next(2) == 0) Directory.Delete(path, recursive: true);
                continue;
            }
            if (File.Exists(path) && random.Next(3) == 0)
            {
                File.Delete(path);
                continue;
            }
            for (var above = Path.GetDirectoryName(path)!; above.Length > root.Length; above = Path.GetDirectoryName(above)!)
                if (File.Exists(above)) File.Delete(above);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (random.Next(5) == 0) Directory.CreateDirectory(path + "-empty");
            else File.WriteAllText(path, new string((char)('A' + run), random.Next(1, 50)) + random.Next());
        }
    }

    static void Move(string from, string to)
    {
        if (!Directory.Exists(Path.GetDirectoryName(to)) || Directory.Exists(to) || to.StartsWith(from, StringComparison.Ordinal)) return;
        if (File.Exists(from)) File.Move(from, to, overwrite: true);
        else if (Directory.Exists(from) && !File.Exists(to)) Directory.Move(from, to);
    }

    /// <summary>The tree by System.IO alone.</summary>
    static string Picture(string root)
    {
        var lines = new List<string>();
        foreach (var path in Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories))
        {
            var below = Path.GetRelativePath(root, path).Replace('\\', '/');
            lines.Add(Directory.Exists(path) ? below + "/" : below + " " + File.GetLastWriteTimeUtc(path).Ticks + " " + File.ReadAllText(path));
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    static async Task<string> ReadAsync(Mirror mirror, DateTimeOffset time)
    {
        var root = FolderPlatform.OfThisMachine().OpenRoot(mirror.Destination);
        using var copy = new CopyAsOf(new SourceFolder(mirror.Destination, root), KeptStore.Find(root)!, time, () => mirror.Node.Spools.Create(Guid.NewGuid()));
        var lines = new List<string>();
        byte[]? last = null;
        await foreach (var batch in copy.ListAsync(new EntryScope(null) { IsDestination = true }, (_, e) => throw e, TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.ExclusionAt(i) != Exclusion.None) continue;
                var (path, facts) = (batch.PathAt(i), batch.FactsAt(i));
                var key = EntryOrder.Key(path, facts.Kind);
                Assert.True(last is null || last.AsSpan().SequenceCompareTo(key) < 0, "not in order: " + path);
                last = key;
                Assert.Equal(path.Name.ToArray(), copy.Find(path.Parent, path.Name)!.Value.Name);
                lines.Add(facts.Kind == EntryKind.Folder ? path + "/" : path + " " + facts.Modified + " " + Contents(copy, path, facts.Size));
            }
        }
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    static string Contents(CopyAsOf copy, EntryPath path, long size)
    {
        using var file = copy.HolderOf(path).OpenFile(path);
        var bytes = new byte[size + 1];
        return Encoding.UTF8.GetString(bytes.AsSpan(0, file.Read(bytes, 0)));
    }
}
