using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>The walk of real folders against a listing by recursion, sorted afterwards.</summary>
public sealed class FolderWalkTests
{
    static readonly Gen<string[]> Paths = Gen.OneOf("a", "a-", "a.b", "a0", "b", "あ", "c").Array[1, 5].Select(p => string.Join("/", p)).Array[0, 60];

    static readonly Gen<string[]> Patterns = Gen.OneOf("a", "b/", "*b", "/a/a", "c/**", "a0").Array[0, 2];

    [Fact]
    public void Every_entry_comes_once_and_in_canonical_order() =>
        Gen.Select(Paths, Patterns, Patterns, Gen.Int[0, 4], Gen.Int[0, 20], Gen.Bool).Sample(
            (paths, include, exclude, workers, ahead, entersExcluded) =>
            {
                using var folder = new TempFolder();
                Make(folder.Path, paths);
                var scope = new EntryScope(FilterSet.Parse(include, exclude, ignoreCase: false), entersExcluded);
                var expected = new List<(byte[] Key, Exclusion Exclusion)>();
                Collect(folder.Path, EntryPath.Root, scope, expected);
                expected.Sort((a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
                using var tree = new FolderTree(folder.Open(), capacity: 2);
                var walk = new FolderWalk(tree, scope, new WalkOptions { Workers = workers, MostAhead = ahead });
                var seen = walk.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken)
                    .SelectMany(b => Enumerable.Range(0, b.Count).Select(i => (Key(b, i), b.ExclusionAt(i))));
                Assert.Equal(expected.Select(e => (Wtf8.Decode(e.Key), e.Exclusion)), seen);
            },
            iter: 40 * Soak.Times, threads: 1);

    [Fact]
    public async Task A_reader_who_goes_away_early_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        Make(folder.Path, [.. Enumerable.Range(0, 300).Select(i => (i % 20) + "/" + (i % 7) + "/" + i)]);
        using var tree = new FolderTree(folder.Open());
        var batches = 0;
        await foreach (var batch in new FolderWalk(tree, new EntryScope(null), new WalkOptions { Workers = 3 }).ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(batch.Count > 0);
            if (++batches == 5) break;
        }
        Assert.Equal(5, batches);
    }

    [Fact]
    public async Task A_walk_that_is_cancelled_says_so()
    {
        using var folder = new TempFolder();
        Make(folder.Path, [.. Enumerable.Range(0, 100).Select(i => i + "/x/y")]);
        using var tree = new FolderTree(folder.Open());
        using var cancellation = new CancellationTokenSource();
        var walk = new FolderWalk(tree, new EntryScope(null), new WalkOptions { Workers = 2, MostAhead = 3 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in walk.ReadAsync(cancellation.Token))
            {
                Assert.True(batch.Count > 0);
                await cancellation.CancelAsync();
            }
        });
    }

    static void Make(string root, string[] paths)
    {
        foreach (var path in paths)
        {
            var full = Path.Combine(root, path);
            var above = Path.GetDirectoryName(full)!;
            for (var part = above; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
                if (File.Exists(part)) above = "";
            if (above.Length == 0) continue;
            Directory.CreateDirectory(above);
            if (!Directory.Exists(full)) File.WriteAllText(full, path);
        }
    }

    static void Collect(string full, EntryPath folder, EntryScope scope, List<(byte[], Exclusion)> into)
    {
        foreach (var entry in Directory.GetFileSystemEntries(full))
        {
            var name = Wtf8.Encode(Path.GetFileName(entry));
            var kind = Directory.Exists(entry) ? EntryKind.Folder : EntryKind.File;
            var exclusion = scope.Judge(folder, name, new EntryFacts { Kind = kind }, Exclusion.None, inVolumeRoot: false);
            into.Add((EntryOrder.Key(folder.Append(name), kind), exclusion));
            if (kind == EntryKind.Folder && scope.Enters(exclusion)) Collect(entry, folder.Append(name), scope, into);
        }
    }

    static string Key(EntryBatch batch, int index) => Wtf8.Decode(EntryOrder.Key(batch.PathAt(index), batch.FactsAt(index).Kind));
}
