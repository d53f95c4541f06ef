using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>What runs over a bucket that were cut off, or failed in part, must leave in order.</summary>
public sealed class ObjectMishapTests : IDisposable
{
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly EntryPath File = EntryPath.Parse("folder/file");

    readonly MemoryBucketPlace place = new("p/");

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task What_a_run_put_and_replaces_itself_does_not_take_the_place_of_what_it_kept()
    {
        var kept = new ObjectKept(place.OpenPlace(), First);
        foreach (var text in new[] { "before the run", "by the run", "by the run again" })
        {
            Put("p/folder/file", text);
            await kept.TakeAsync(File, ObjectRecord.Of(new EntryFacts { Kind = EntryKind.File }, place.Look("p/folder/file").ETag), Cancellation);
        }
        var key = Assert.Single(place.Keys, key => key.Contains("/kept/", StringComparison.Ordinal));
        Assert.Equal("before the run", Encoding.UTF8.GetString(place.Contents(key)));
    }

    [Fact]
    public async Task A_file_whose_old_object_stays_was_not_moved()
    {
        Put("p/folder/file", "text");
        await using var destination = place.Open();
        var seen = await ListAsync(destination);
        ((MemoryObjectStore)place.Store).OnDelete = _ => new EntryException(IoProblem.AccessDenied, "AccessDenied", EntryOperation.Remove);
        EntryFacts? stored = seen[File];
        var move = new EntryMove(File, EntryPath.Parse("folder/moved"), seen[File], Replaces: false);
        await destination.MoveAsync([move], (_, facts) => stored = facts);
        Assert.Null(stored);
        Assert.Contains(File, (await ListAsync(destination)).Keys);
    }

    [Fact]
    public async Task What_was_not_listed_is_looked_at_before_it_is_removed()
    {
        Put("p/folder/file", "text");
        EntryFacts seen;
        await using (var destination = place.Open()) seen = (await ListAsync(destination))[File];
        Put("p/folder/file", "somebody's");
        await using var next = place.Open();
        Assert.Equal(RemovalOutcome.IsAnother, await next.RemoveAsync(File, seen, Cancellation));
        Assert.Equal("somebody's", Encoding.UTF8.GetString(place.Contents("p/folder/file")));
    }

    [Fact]
    public async Task A_folder_keeps_its_own_object_when_single_entries_of_it_were_asked_for()
    {
        Put("p/folder/", "", ("mtime", "981173106"));
        Put("p/folder/file", "text");
        await using var destination = place.Open();
        var folder = EntryPath.Parse("folder");
        var before = (await ListAsync(destination))[folder];
        var only = new PathSelection();
        only.Add(File);
        await ListAsync(destination, new EntryScope(filters: null) { Only = only });
        Assert.Equal(before.Modified, (await ListAsync(destination))[folder].Modified);
        Assert.Equal(RemovalOutcome.Removed, await destination.RemoveAsync(File, (await ListAsync(destination))[File], Cancellation));
        Assert.Equal(RemovalOutcome.Removed, await destination.RemoveAsync(folder, before, Cancellation));
        Assert.Empty(place.Keys);
    }

    [Fact]
    public async Task A_catalogue_that_was_cut_off_is_written_by_the_next_run()
    {
        Put("p/folder/file", "text");
        await using (var destination = place.Open())
        {
            await ListAsync(destination);
            place.Before = kind =>
            {
                if (kind == RequestKind.Put) throw new EntryException(IoProblem.AccessDenied, "AccessDenied", EntryOperation.Write);
            };
            await Assert.ThrowsAsync<EntryException>(() => destination.RememberAsync(First, keepsFrom: null, Cancellation));
        }
        place.Before = null;
        await RememberAsync(First.AddDays(1));
        Assert.Equal([First.AddDays(1)], await CataloguesAsync());
        await RememberAsync(First.AddDays(2));
        Assert.Equal([First.AddDays(1)], await CataloguesAsync());
    }

    [Fact]
    public async Task A_catalogue_of_another_machine_gives_way_to_ours()
    {
        Put("p/folder/file", "text");
        await using (var destination = place.Open())
        {
            await ListAsync(destination);
            await destination.RememberAsync(First, keepsFrom: null, Cancellation);
        }
        using var other = new MemoryBucketPlace("p/", place.Bucket);
        await using var next = other.Open();
        await next.RecallAsync(Cancellation);
        await next.RememberAsync(First.AddDays(1), keepsFrom: null, Cancellation);
        Assert.Equal([First.AddDays(1)], await CataloguesAsync());
    }

    [Fact]
    public async Task A_former_catalogue_that_stays_is_removed_by_the_next_run()
    {
        Put("p/folder/file", "text");
        await using (var destination = place.Open())
        {
            await ListAsync(destination);
            await destination.RememberAsync(First, keepsFrom: null, Cancellation);
        }
        Put("p/folder/file", "other text");
        await using (var destination = place.Open())
        {
            await ListAsync(destination);
            ((MemoryObjectStore)place.Store).OnDelete = _ => new EntryException(IoProblem.AccessDenied, "AccessDenied", EntryOperation.Remove);
            await Assert.ThrowsAsync<EntryException>(() => destination.RememberAsync(First.AddDays(1), keepsFrom: null, Cancellation));
        }
        await RememberAsync(First.AddDays(2));
        Assert.Equal([First.AddDays(2)], await CataloguesAsync());
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    void Put(string key, string text, params (string Name, string Value)[] metadata) => place.Put(key, Encoding.UTF8.GetBytes(text), metadata);

    async Task RememberAsync(DateTimeOffset moment)
    {
        await using var destination = place.Open();
        await destination.RememberAsync(moment, keepsFrom: null, Cancellation);
    }

    async Task<IEnumerable<DateTimeOffset>> CataloguesAsync() => await new Catalogue(place.OpenPlace()).MomentsAsync(Cancellation);

    static async Task<Dictionary<EntryPath, EntryFacts>> ListAsync(ObjectDestination destination, EntryScope? scope = null)
    {
        var listed = new Dictionary<EntryPath, EntryFacts>();
        scope ??= new EntryScope(filters: null) { IsDestination = true };
        await foreach (var batch in destination.ListAsync(scope, (_, e) => throw e, Cancellation))
            for (var i = 0; i < batch.Count; i++) listed[batch.PathAt(i)] = batch.FactsAt(i);
        return listed;
    }
}
