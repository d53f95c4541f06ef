using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Objects;

/// <summary>What every object store must do, whatever service it is; a class for each gives it an empty place.</summary>
public abstract partial class ObjectStoreContract : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IObjectStore Store { get; private set; } = null!;

    protected ObjectStoreTraits Traits => Store.Traits;

    /// <summary>How many requests it takes to delete three objects.</summary>
    protected virtual int RequestsToDeleteThree => 1;

    /// <summary>Whether the service can hold a key as it is.</summary>
    protected virtual bool CanHold(string key) => true;

    /// <summary>Opens a new, empty place.</summary>
    protected abstract Task<IObjectStore> OpenAsync(bool keepsVersions);

    public async ValueTask InitializeAsync() => Store = await OpenAsync(keepsVersions: false);

    public async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_place_can_be_used_and_lists_nothing()
    {
        await Store.CheckAsync(Cancellation);
        Assert.Empty(await KeysAsync(KeyRange.All));
        Assert.False(Traits.KeepsVersions);
    }

    [Fact]
    public async Task What_was_put_is_there_with_its_facts()
    {
        var before = DateTime.UtcNow.AddMinutes(-1).Ticks;
        var stored = await PutAsync("folder/file", "twelve bytes", new() { ["mtime"] = "1700000000.123456789" });
        var seen = await Store.LookAsync("folder/file", null, Cancellation);
        Assert.Equal(("folder/file", 12L, stored.ETag), (seen.Key, seen.Size, seen.ETag));
        Assert.InRange(seen.Modified, before, DateTime.UtcNow.AddMinutes(1).Ticks);
        Assert.Equal("1700000000.123456789", seen.Metadata!["mtime"]);
        Assert.Equal((ArchiveState.None, ObjectKind.Object, true, false), (seen.Archive, seen.Kind, seen.IsLatest, seen.IsDeleteMarker));
        var listed = Assert.Single(await ListAsync(KeyRange.All));
        Assert.Equal((seen.Key, seen.Size, seen.ETag, seen.StorageClass), (listed.Key, listed.Size, listed.ETag, listed.StorageClass));
        if (Traits.ListsMetadata) Assert.Equal("1700000000.123456789", listed.Metadata!["mtime"]);
        Assert.Equal("twelve bytes", await ReadAsync("folder/file"));
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        var stored = await Store.PutAsync("folder/", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation);
        var seen = await Store.LookAsync("folder/", null, Cancellation);
        Assert.Equal((0L, stored.ETag), (seen.Size, seen.ETag));
        Assert.Equal("", await ReadAsync("folder/"));
    }

    [Fact]
    public async Task A_put_replaces()
    {
        var first = await PutAsync("file", "old", new() { ["a"] = "1" });
        var second = await PutAsync("file", "new contents", new() { ["b"] = "2" });
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(["b=2"], (await Store.LookAsync("file", null, Cancellation)).Metadata!.Select(pair => pair.Key + "=" + pair.Value));
        Assert.Equal("new contents", await ReadAsync("file"));
    }

    [Fact]
    public async Task Md5_is_told_where_the_ETag_is_one()
    {
        var stored = await PutAsync("file", "contents");
        var md5 = System.Security.Cryptography.MD5.HashData("contents"u8);
        Assert.Equal(md5, stored.Md5);
        if (Traits.HasMd5ETags) Assert.Equal(Convert.ToHexStringLower(md5), stored.ETag);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Equal(IoProblem.NotFound, (await FailsAsync(() => Store.LookAsync("nothing", null, Cancellation))).Problem);
        var e = await FailsAsync(() => Store.OpenAsync("nothing", ReadOptions.Whole, Cancellation));
        Assert.Equal((IoProblem.NotFound, EntryOperation.Read), (e.Problem, e.Operation));
        var copy = await FailsAsync(() => Store.CopyAsync(new ObjectSource("nothing"), "x", null, PutCondition.None, Cancellation));
        Assert.Equal(IoProblem.NotFound, copy.Problem);
    }

    [Fact]
    public async Task Keys_of_all_kinds_are_kept_as_they_are_and_listed_in_key_order()
    {
        string[] keys = [.. OddKeys.Where(key => Encoding.UTF8.GetByteCount(key) <= Traits.KeyBytes && key.Length <= Traits.KeyCharacters && CanHold(key))];
        foreach (var key in keys) await PutAsync(key, "of " + key);
        var listed = await KeysAsync(KeyRange.All);
        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        if (Traits.ListsInKeyOrder) Assert.Equal(keys.Order(KeyOrder.Instance), listed);
        foreach (var key in keys) Assert.Equal("of " + key, await ReadAsync(key));
        foreach (var key in keys) await Store.CopyAsync(new ObjectSource(key), "copies/" + keys.IndexOf(key), null, PutCondition.None, Cancellation);
        for (var i = 0; i < keys.Length; i++) Assert.Equal("of " + keys[i], await ReadAsync("copies/" + i));
        Assert.All(await DeleteAsync(keys), result => Assert.Null(result.Failure));
        Assert.All(await KeysAsync(KeyRange.All), key => Assert.StartsWith("copies/", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_a_failure_of_its_own()
    {
        var longest = new string('k', Math.Min(Traits.KeyBytes, Traits.KeyCharacters));
        await PutAsync(longest, "x");
        Assert.Equal(IoProblem.NameTooLong, (await FailsAsync(() => PutAsync(longest + "k", "x"))).Problem);
        Assert.Equal([longest], await KeysAsync(KeyRange.All));
    }

    [Fact]
    public async Task A_range_has_a_prefix_and_two_bounds_and_comes_in_pages()
    {
        for (var i = 0; i < 10; i++) await PutAsync("a/" + i, "x");
        await PutAsync("b", "x");
        Assert.Equal(11, (await KeysAsync(KeyRange.All)).Count);
        Assert.Equal(10, (await KeysAsync(new KeyRange("a/"))).Count);
        Assert.Equal(["a/4", "a/5", "a/6"], await KeysAsync(new KeyRange("a/", After: "a/3", End: "a/7")));
        Assert.Equal(["a/4", "a/5"], await KeysAsync(new KeyRange("a/", After: "a/3x", End: "a/55")));
        Assert.Equal(["a/9", "b"], await KeysAsync(new KeyRange("", After: "a/8")));
        Assert.Empty(await KeysAsync(new KeyRange("a/", End: "a/")));
        Assert.Empty(await KeysAsync(new KeyRange("c")));
    }

    [Fact]
    public async Task Metadata_may_be_any_text()
    {
        var metadata = new Dictionary<string, string>
        {
            ["plain"] = "a, b; c=\"d\"",
            ["japanese"] = "共有フォルダー",
            ["emoji"] = "\U0001F5C2 files",
            ["spaces"] = "  two at each end  ",
            ["latin"] = "é",
            ["looks-encoded"] = "=?UTF-8?B?eA==?=",
            ["with-dash"] = "1",
        };
        await PutAsync("file", "x", metadata);
        Assert.Equal(Sorted(metadata), Sorted((await Store.LookAsync("file", null, Cancellation)).Metadata!));
        using var reading = await Store.OpenAsync("file", ReadOptions.Whole, Cancellation);
        Assert.Equal(Sorted(metadata), Sorted(reading.Info.Metadata!));
    }

    [Fact]
    public async Task A_copy_has_the_contents_and_the_metadata_of_either()
    {
        var stored = await PutAsync("from", "contents", new() { ["mtime"] = "1" });
        await Store.CopyAsync(new ObjectSource("from"), "same", null, PutCondition.None, Cancellation);
        await Store.CopyAsync(new ObjectSource("from", IfMatch: stored.ETag), "other", Properties(new() { ["mtime"] = "2" }), PutCondition.None, Cancellation);
        await Store.CopyAsync(new ObjectSource("from"), "from", Properties(new() { ["mtime"] = "3" }), PutCondition.None, Cancellation);
        foreach (var (key, time) in new[] { ("same", "1"), ("other", "2"), ("from", "3") })
        {
            Assert.Equal("contents", await ReadAsync(key));
            Assert.Equal(time, (await Store.LookAsync(key, null, Cancellation)).Metadata!["mtime"]);
        }
        await PutAsync("from", "changed");
        var e = await FailsAsync(() => Store.CopyAsync(new ObjectSource("from", IfMatch: stored.ETag), "late", null, PutCondition.None, Cancellation));
        Assert.Equal(IoProblem.ChangedMeanwhile, e.Problem);
        if (Traits.HasSourceConditions) Assert.DoesNotContain("late", await KeysAsync(KeyRange.All));
    }

    [Fact]
    public async Task Deletion_of_many_tells_of_each_and_takes_what_is_gone_as_deleted()
    {
        string[] keys = ["a", "b", "c\u0001", "d/"];
        foreach (var key in keys) await PutAsync(key, "x");
        await PutAsync("stays", "x");
        var results = await DeleteAsync(["a", "nothing", "b", "c\u0001", "d/"]);
        Assert.Equal(["a", "nothing", "b", "c\u0001", "d/"], results.Select(result => result.Item.Key));
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.Equal(["stays"], await KeysAsync(KeyRange.All));
        Assert.Empty(await DeleteAsync([]));
    }

    [Fact]
    public async Task Ranges_are_read_and_the_ETag_is_a_condition()
    {
        var stored = await PutAsync("file", "0123456789");
        Assert.Equal("234", await ReadAsync("file", new ReadOptions { Range = new ByteRange(2, 3) }));
        Assert.Equal("89", await ReadAsync("file", new ReadOptions { Range = new ByteRange(8, 100) }));
        Assert.Equal("0", await ReadAsync("file", new ReadOptions { Range = new ByteRange(0, 1), IfMatch = stored.ETag }));
        using (var reading = await Store.OpenAsync("file", new ReadOptions { Range = new ByteRange(2, 3) }, Cancellation))
            Assert.Equal((10L, stored.ETag), (reading.Info.Size, reading.Info.ETag));
        await PutAsync("file", "another");
        var e = await FailsAsync(() => Store.OpenAsync("file", new ReadOptions { IfMatch = stored.ETag }, Cancellation));
        Assert.Equal(IoProblem.ChangedMeanwhile, e.Problem);
    }

    [Fact]
    public async Task A_reading_may_be_ended_in_the_middle()
    {
        await PutAsync("file", new string('x', 1 << 20));
        for (var i = 0; i < 3; i++)
        {
            using var reading = await Store.OpenAsync("file", ReadOptions.Whole, Cancellation);
            Assert.NotEqual(0, await reading.Content.ReadAsync(new byte[100], Cancellation));
        }
        Assert.Equal(1 << 20, (await ReadAsync("file")).Length);
    }

    [Fact]
    public async Task A_put_is_refused_where_its_condition_does_not_hold()
    {
        var first = await Store.PutAsync("marker", Body("mine"), ObjectProperties.None, PutCondition.Absent, Cancellation);
        var e = await FailsAsync(() => Store.PutAsync("marker", Body("theirs"), ObjectProperties.None, PutCondition.Absent, Cancellation));
        Assert.Equal((IoProblem.AlreadyExists, EntryOperation.Write), (e.Problem, e.Operation));
        var second = await Store.PutAsync("marker", Body("mine again"), ObjectProperties.None, PutCondition.Match(first.ETag), Cancellation);
        e = await FailsAsync(() => Store.PutAsync("marker", Body("late"), ObjectProperties.None, PutCondition.Match(first.ETag), Cancellation));
        Assert.Equal(IoProblem.ChangedMeanwhile, e.Problem);
        Assert.Equal("mine again", await ReadAsync("marker"));
        Assert.Equal(second.ETag, (await Store.LookAsync("marker", null, Cancellation)).ETag);
    }

    [Fact]
    public async Task Each_operation_is_one_request()
    {
        await PutAsync("a", "x");
        await PutAsync("b", "x");
        await KeysAsync(KeyRange.All);
        await Store.LookAsync("a", null, Cancellation);
        await ReadAsync("a");
        await Store.CopyAsync(new ObjectSource("a"), "c", null, PutCondition.None, Cancellation);
        await DeleteAsync(["a", "b", "c"]);
        Assert.Equal(
            (2, 1, 1, 1, 1, RequestsToDeleteThree, 6 + RequestsToDeleteThree, 0),
            (Count(RequestKind.Put), Count(RequestKind.List), Count(RequestKind.Look), Count(RequestKind.Get), Count(RequestKind.Copy),
                Count(RequestKind.Delete), (int)Store.Requests.Total, (int)Store.Requests.Retries));
    }

    [Fact]
    public async Task Objects_are_put_from_several_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => PutAsync("k" + i, "text " + i))));
        Assert.Equal(100, (await KeysAsync(KeyRange.All)).Count);
        Assert.Equal("text 42", await ReadAsync("k42"));
    }

    [Fact]
    public async Task What_is_cancelled_ends_so()
    {
        var stopped = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.PutAsync("x", Body("x"), ObjectProperties.None, PutCondition.None, stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.LookAsync("x", null, stopped));
        Assert.Empty(await KeysAsync(KeyRange.All));
    }

    /// <summary>A failure of the source is not the service's: it passes as it is, and nothing is tried again.</summary>
    [Fact]
    public async Task A_body_that_cannot_be_read_or_is_too_short_is_a_failure_of_reading_and_leaves_nothing()
    {
        var locked = new EntryException(IoProblem.InUse, "EBUSY", EntryOperation.Read);
        var e = await FailsAsync(() => Store.PutAsync(
            "x", new ObjectBody(10, () => throw locked), ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal((IoProblem.InUse, EntryOperation.Read), (e.Problem, e.Operation));
        e = await FailsAsync(() => Store.PutAsync(
            "x", new ObjectBody(1000, () => new MemoryStream(new byte[999])), ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal((IoProblem.ChangedWhileRead, EntryOperation.Read), (e.Problem, e.Operation));
        Assert.Empty(await KeysAsync(KeyRange.All));
        Assert.Equal(0, Store.Requests.Retries);
    }
}
