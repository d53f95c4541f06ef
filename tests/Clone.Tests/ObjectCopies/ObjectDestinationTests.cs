using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>What is particular to a copy in an object store: which requests it makes, and what is left alone there.</summary>
public sealed class ObjectDestinationTests : DestinationScene
{
    const int Part = 5 << 20;

    MemoryBucketPlace Bucket => (MemoryBucketPlace)Place;

    private protected override DestinationPlace MakePlace() => new MemoryBucketPlace("p/") { Limits = Limits };

    static ObjectSendLimits Limits => new() { WholeBytes = 1 << 20, PartBytes = Part, PartsAtOnce = 1 };

    RequestCounter Requests => Bucket.Store.Requests;

    [Fact]
    public async Task A_new_small_file_is_one_request_and_its_folders_are_none()
    {
        foreach (var path in new[] { "a", "a/b" }) await CreateFreshAsync(path);
        for (var i = 0; i < 20; i++) await SendFreshAsync("a/b/f" + i, "text " + i);
        await Destination.SettleFolderAsync(Source, EntryPath.Parse("a/b"), Look("a/b"), Destination.Capabilities.Keeps);
        await Destination.SettleFolderAsync(Source, EntryPath.Parse("a"), Look("a"), Destination.Capabilities.Keeps);
        await Destination.FlushAsync();
        Assert.Equal((20, 20), (Requests[RequestKind.Put], Requests.Total));
    }

    [Fact]
    public async Task What_is_known_is_confirmed_by_the_listing_and_not_asked_for()
    {
        await CreateFreshAsync("a");
        for (var i = 0; i < 30; i++) await SendFreshAsync("a/f" + i, "text " + i);
        var before = (await FindAsync("a/f7"))!.Value;
        Reopen();
        Assert.Equal(31, (await ListAsync()).Count);
        Assert.Equal((5, 5), (Requests[RequestKind.List], Requests.Total));
        Assert.Equal(before, await FindAsync("a/f7"));
    }

    [Fact]
    public async Task What_somebody_else_put_is_asked_for_once()
    {
        Bucket.Put("p/theirs", [1, 2, 3], ("mtime", "981173106.5"));
        Bucket.Put("p/plain", [1]);
        var theirs = (await FindAsync("theirs"))!.Value;
        Assert.Equal((3, DateTime.Parse("2001-02-03T04:05:06.5Z").ToUniversalTime().Ticks), (theirs.Size, theirs.Modified));
        Assert.Equal(Bucket.Look("p/plain").Modified, (await FindAsync("plain"))!.Value.Modified);
        Assert.Equal(2, Requests[RequestKind.Look]);
        Bucket.Put("p/theirs", [4, 5, 6], ("mtime", "1"));
        Assert.NotEqual(theirs, await FindAsync("theirs"));
        Assert.Equal(3, Requests[RequestKind.Look]);
    }

    [Fact]
    public async Task What_is_gone_is_forgotten()
    {
        foreach (var path in new[] { "a", "日本", "日本/語" }) await CreateFreshAsync(path);
        foreach (var path in new[] { "a/x", "日本/語/x", "z" }) await SendFreshAsync(path, path);
        Bucket.Remove(Bucket.Keys);
        Assert.Empty(await ListAsync());
        Reopen();
        foreach (var path in new[] { "a/x", "日本/語/x" })
        {
            Assert.Equal(IoProblem.ParentMissing, (await FailsAsync(async () => await StageThereAsync(path, null))).Problem);
            Assert.Equal(RemovalOutcome.WasGone, await RemoveAsync(path, Look(path)));
        }
    }

    [Fact]
    public async Task Keys_that_are_no_paths_are_told_of_and_left_alone()
    {
        string[] foreign = ["p//x", "p/a//b", "p/../x", "p/a/./x", "p/x/../../y", "p/‛41", "p/alone ‛ quote/x", "p/full/"];
        foreach (var key in foreign) Bucket.Put(key, [1]);
        Bucket.Put("p/good/file", [1]);
        Bucket.Put("other/file", [1]);
        var told = new List<string>();
        await using var destination = new ObjectDestination(Bucket.OpenPlace()) { OnForeign = told.Add };
        var listed = new List<string>();
        await foreach (var batch in destination.ListAsync(new EntryScope(filters: null), Unreadable, Cancellation))
            for (var i = 0; i < batch.Count; i++) listed.Add(batch.PathAt(i).ToString());
        Assert.Equal(["good", "good/file"], listed);
        Assert.Equal(foreign.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_with_foreign_keys_in_it_is_not_removed()
    {
        await CreateFreshAsync("a");
        await SendFreshAsync("a/x", "x");
        Bucket.Put("p/a//", []);
        Assert.Equal(RemovalOutcome.Removed, await RemoveAsync("a/x", (await FindAsync("a/x"))!.Value));
        Assert.Equal(RemovalOutcome.HoldsOthers, await RemoveAsync("a", Look("a")));
    }

    [Fact]
    public async Task A_folder_that_loses_its_last_file_gets_an_object_of_its_own()
    {
        await CreateFreshAsync("a");
        await SendFreshAsync("a/x", "x");
        var facts = (await FindAsync("a/x"))!.Value;
        Assert.Equal(["p/a/x"], Bucket.Keys);
        await RemoveAsync("a/x", facts);
        await Destination.SettleFolderAsync(Source, EntryPath.Parse("a"), Look("a"), Destination.Capabilities.Keeps);
        Assert.Equal(["p/a/"], Bucket.Keys);
        Assert.Equal(["a"], await ListAsync());
        Assert.Equal(Look("a").Modified, (await FindAsync("a"))!.Value.Modified);
    }

    [Fact]
    public async Task A_large_file_that_was_cut_off_goes_on_at_the_next_part()
    {
        WriteLarge("large", 3 * Part + 17);
        var parts = 0;
        Bucket.Before = kind =>
        {
            if (kind == RequestKind.Part && ++parts == 3) throw new OperationCanceledException();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await StageThereAsync("large", null));
        Bucket.Before = null;
        Assert.Empty(await ListAsync());
        Reopen();
        var told = 0L;
        var staged = await Destination.StageAsync(Source, EntryPath.Parse("large"), Look("large"), null, bytes => told += bytes, Cancellation);
        Assert.Equal((2, Part + 17), (Requests[RequestKind.Part], told));
        Assert.Empty(await ListAsync());
        await CommitAsync(staged);
        Assert.Equal(File.ReadAllBytes(Folder["large"]), Bucket.Contents("p/large"));
        Assert.Empty(Bucket.Uploads);
    }

    [Fact]
    public async Task Parts_of_a_file_that_has_changed_since_are_given_up()
    {
        WriteLarge("large", 2 * Part + 1);
        await StageThereAsync("large", null);
        WriteLarge("large", 2 * Part + 2);
        Reopen();
        await CommitAsync(await StageThereAsync("large", null));
        Assert.Equal(3, Requests[RequestKind.Part]);
        Assert.Empty(Bucket.Uploads);
        Assert.Equal(File.ReadAllBytes(Folder["large"]), Bucket.Contents("p/large"));
    }

    [Fact]
    public async Task Uploads_that_nobody_goes_on_with_are_given_up_and_those_of_others_only_after_a_week()
    {
        WriteLarge("gone", Part + 1);
        await StageThereAsync("gone", null);
        foreach (var key in new[] { "p/theirs", "q/elsewhere" }) await Bucket.Reader.BeginUploadAsync(key, ObjectProperties.None, Cancellation);
        Reopen();
        WriteLarge("used", Part + 1);
        await StageThereAsync("used", null);
        var destination = (ObjectDestination)Destination;
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(1, await destination.SweepUploadsAsync(now, Cancellation));
        Assert.Equal(["p/theirs", "p/used", "q/elsewhere"], Bucket.Uploads);
        Assert.Equal(1, await destination.SweepUploadsAsync(now.AddDays(8), Cancellation));
        Assert.Equal(["p/used", "q/elsewhere"], Bucket.Uploads);
    }

    [Fact]
    public async Task A_copy_that_this_machine_knows_nothing_of_is_known_from_its_catalogue()
    {
        await CreateFreshAsync("a");
        Directory.SetLastWriteTimeUtc(Folder["a"], new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc));
        for (var i = 0; i < 20; i++) await SendFreshAsync("a/f" + i, "text " + i);
        Directory.SetLastWriteTimeUtc(Folder["a"], new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc));
        await Destination.SettleFolderAsync(Source, EntryPath.Parse("a"), Look("a"), Destination.Capabilities.Keeps);
        var moment = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero);
        await ((ObjectDestination)Destination).RememberAsync(moment, keepsFrom: null, Cancellation);
        Bucket.Put("p/a/f3", [9]);
        using var other = new MemoryBucketPlace("p/", Bucket.Bucket);
        await using var destination = other.Open();
        await destination.RecallAsync(Cancellation);
        var modified = new Dictionary<string, long>();
        await foreach (var batch in destination.ListAsync(new EntryScope(filters: null), Unreadable, Cancellation))
            for (var i = 0; i < batch.Count; i++) modified[batch.PathAt(i).ToString()] = batch.FactsAt(i).Modified;
        Assert.Equal(1, other.Store.Requests[RequestKind.Look]);
        Assert.Equal(Look("a").Modified, modified["a"]);
        Assert.Equal(Look("a/f5").Modified, modified["a/f5"]);
        await destination.RememberAsync(moment.AddDays(1), keepsFrom: null, Cancellation);
        Assert.Equal(2, Bucket.Keys.Count(key => key.Contains("catalogue/")));
    }

    [Fact]
    public async Task A_selection_is_asked_for_and_not_everything_listed()
    {
        await CreateFreshAsync("a");
        for (var i = 0; i < 30; i++) await SendFreshAsync("a/f" + i, "text " + i);
        Reopen();
        var selection = new PathSelection();
        selection.Add(EntryPath.Parse("a/f3"));
        selection.Add(EntryPath.Parse("a/nothing"));
        var listed = new List<string>();
        await foreach (var batch in Destination.ListAsync(new EntryScope(filters: null) { Only = selection }, Unreadable, Cancellation))
            for (var i = 0; i < batch.Count; i++) listed.Add(batch.PathAt(i) + " " + batch.ExclusionAt(i));
        Assert.Equal(["a PassedThrough", "a/f3 None"], listed);
        Assert.Equal((0, 4), (Requests[RequestKind.List], Requests[RequestKind.Look]));
    }

    async Task CreateFreshAsync(string path)
    {
        Directory.CreateDirectory(Folder[path]);
        await CreateAsync(path);
    }

    async Task SendFreshAsync(string path, string text)
    {
        Folder.File(path, text);
        await CommitAsync(await StageThereAsync(path, null));
    }

    void WriteLarge(string name, int length)
    {
        var contents = new byte[length];
        new Random(7).NextBytes(contents);
        File.WriteAllBytes(Folder[name], contents);
    }
}
