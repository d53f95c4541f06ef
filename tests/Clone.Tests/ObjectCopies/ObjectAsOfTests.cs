using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.EndToEnd;
using Clone.Tests.Memory;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Copies in a bucket as they were: by what runs kept, and by the versions that a bucket keeps.</summary>
public sealed class ObjectAsOfTests : IDisposable
{
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_day_comes_back(bool keepsVersions)
    {
        using var place = new MemoryBucketPlace(
            "p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits, PageSize = 5, KeepsVersions = keepsVersions });
        mirror.CreateJob();
        mirror.Write("a/changed", "one");
        mirror.Write("a/removed", "here");
        mirror.Write("stays", "stays");
        await RunAsync(place, day: 0);
        mirror.Write("a/changed", "two!");
        File.Delete(Path.Combine(mirror.Source, "a/removed"));
        mirror.Write("added", "new");
        await RunAsync(place, day: 1);
        mirror.Write("a/changed", "three");
        await RunAsync(place, day: 2);
        Assert.Equal(["a/changed one", "a/removed here", "stays stays"], await ReadAsync(place, day: 0.5));
        Assert.Equal(["a/changed two!", "added new", "stays stays"], await ReadAsync(place, day: 1));
        Assert.Equal(["a/changed three", "added new", "stays stays"], await ReadAsync(place, day: 9));
        Assert.Null(await ReadAsync(place, day: -1));
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_removed()
    {
        using var place = new MemoryBucketPlace("p/");
        mirror.CreateJob();
        for (var day = 0; day < 4; day++)
        {
            mirror.Write("file", "of day " + day);
            await RunAsync(place, day);
        }
        Assert.Equal(3, Kept(place).Count);
        Assert.Equal(1, await new ObjectKept(place.OpenPlace(), First.AddDays(8)).ExpireAsync(days: 7, TestContext.Current.CancellationToken));
        Assert.Equal(2, Kept(place).Count);
        Assert.Equal(["file of day 1"], await ReadAsync(place, day: 1.5));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_neither_replaced_nor_removed()
    {
        using var place = new MemoryBucketPlace("p/");
        mirror.CreateJob();
        mirror.Write("file", "one");
        mirror.Write("gone", "one");
        await RunAsync(place, day: 0);
        mirror.Write("file", "two");
        File.Delete(Path.Combine(mirror.Source, "gone"));
        place.Before = kind =>
        {
            if (kind == RequestKind.Copy) throw new EntryException(IoProblem.AccessDenied, "AccessDenied", EntryOperation.Write);
        };
        await RunAsync(place, day: 1, failures: 2);
        Assert.Equal(new() { ["file"] = "file: one", ["gone"] = "file: one" }, Without(place.Read()));
    }

    static List<string> Kept(MemoryBucketPlace place) => place.Keys.FindAll(key => key.Contains("/kept/", StringComparison.Ordinal));

    static SortedDictionary<string, string> Without(SortedDictionary<string, string> read)
    {
        foreach (var key in new List<string>(read.Keys))
            if (key.StartsWith("CloneForWindows", StringComparison.Ordinal)) read.Remove(key);
        return read;
    }

    async Task RunAsync(MemoryBucketPlace place, int day, int failures = 0)
    {
        using var over = new PassOver(mirror) { IsForced = true };
        var opened = place.OpenPlace();
        await opened.Store.CheckAsync(TestContext.Current.CancellationToken);
        var keeps = opened.Store.Traits.KeepsVersions == true ? null : new ObjectKept(opened, First.AddDays(day));
        await using var destination = new ObjectDestination(opened) { Kept = keeps };
        await over.RunAsync(destination, new TemporaryNames(Guid.NewGuid()), TestContext.Current.CancellationToken);
        Assert.Equal(failures, over.Score.Failed);
        await destination.RememberAsync(First.AddDays(day), First.AddDays(day - 30), TestContext.Current.CancellationToken);
    }

    static async Task<List<string>?> ReadAsync(MemoryBucketPlace place, double day)
    {
        var state = new MemoryStateStore(_ => { }).Open("asof", "asof", 1);
        var opened = place.OpenPlace() with { Tables = ObjectTables.Of(state) };
        await opened.Store.CheckAsync(TestContext.Current.CancellationToken);
        using var tree = await ObjectTreeAsOf.OpenAsync(
            opened, state.Table("holders"), First.AddDays(day), tables: null, TestContext.Current.CancellationToken);
        if (tree is null) return null;
        var found = new List<string>();
        var scope = new EntryScope(filters: null) { IsDestination = true };
        await foreach (var batch in tree.ListAsync(scope, (_, _) => { }, TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < batch.Count; i++)
                if (batch.FactsAt(i).Kind == EntryKind.File) found.Add(batch.PathAt(i) + " " + Contents(tree, batch.PathAt(i)));
        }
        return found;
    }

    static string Contents(ObjectTreeAsOf tree, EntryPath path)
    {
        using FileReader file = tree.OpenFile(path);
        var contents = new byte[file.Look().Size];
        for (var at = 0; at < contents.Length;) at += file.Read(contents.AsSpan(at), at);
        file.Look();
        return Encoding.UTF8.GetString(contents);
    }
}
