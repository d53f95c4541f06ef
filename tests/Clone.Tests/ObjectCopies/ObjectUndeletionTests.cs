using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Kept;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Notices;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>What was deleted in a container that keeps it comes back where it lay, and nothing else.</summary>
public sealed class ObjectUndeletionTests : IDisposable
{
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly FakeTime time = new(First);
    readonly MemoryBucket container;
    readonly BucketPlace place;

    public ObjectUndeletionTests()
    {
        container = new MemoryBucket(StringComparer.Ordinal)
        {
            Traits = MemoryContainerStore.Of(MemoryBucket.DefaultTraits),
            PageSize = 10_000,
            KeepsDeleted = true,
            Time = time,
        };
        place = new BucketPlace(() => new MemoryContainerStore(container), "p/");
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task What_was_deleted_comes_back_but_not_over_what_is_there_nor_beside_the_copy()
    {
        Put("p/a", "p/b/c", "p/b/", "p/replaced", "q", "p//no path", "p/CloneForWindows/notes", Marker);
        Delete("p/a", "p/b/c", "p/b/", "p/replaced", "q", "p//no path", "p/CloneForWindows/notes", Marker);
        place.Put("p/replaced", "new"u8.ToArray());
        var counts = await UndeleteAsync(asOf: null);
        Assert.Equal((4L, 0L, null), (counts.Restored, counts.Failed, counts.FailedKey));
        Assert.Equal([Marker, "p/a", "p/b/", "p/b/c", "p/replaced"], Keys);
        Assert.Equal("p/a", Text("p/a"));
        Assert.Equal("new", Text("p/replaced"));
        Assert.Equal(0L, (await UndeleteAsync(asOf: null)).Restored);
    }

    [Fact]
    public async Task As_of_a_time_only_what_was_deleted_later_comes_back()
    {
        Put("p/early", "p/late");
        time.Now = First.AddDays(1);
        Delete("p/early");
        time.Now = First.AddDays(3);
        Delete("p/late");
        Assert.Equal(1L, (await UndeleteAsync(First.AddDays(2))).Restored);
        Assert.Equal(["p/late"], Keys);
    }

    [Fact]
    public async Task The_newest_whole_catalogue_of_the_time_comes_back_unless_there_is_one()
    {
        string[] days = [.. Enumerable.Range(0, 4).Select(day => Catalogue.PrefixOf(place.OpenPlace().Keys) + KeptStamp.Of(First.AddDays(day)) + "/")];
        Put([.. days.SelectMany(day => new[] { day + "000001", day + "complete" })]);
        Delete([.. container.Keys.Keys.Where(key => key != days[3] + "complete")]);
        // Of the last one the piece that says that it is whole is there, of the one before it is gone for ever.
        container.Deleted.Remove(days[2] + "complete");
        Assert.Equal(2L, (await UndeleteAsync(First.AddDays(2))).Restored);
        Assert.Equal([days[1] + "000001", days[1] + "complete", days[3] + "complete"], Keys);
        Assert.Equal(0L, (await UndeleteAsync(First.AddDays(2))).Restored);
        Assert.Equal(1L, (await UndeleteAsync(asOf: null)).Restored);
        Assert.Contains(days[3] + "000001", Keys);
    }

    [Fact]
    public async Task What_cannot_be_brought_back_is_counted_and_the_rest_comes()
    {
        Put("p/a", "p/b", "p/c");
        Delete("p/a", "p/b", "p/c");
        var (store, objects) = Open();
        ((MemoryContainerStore)store).OnRequest = (kind, key) => kind == RequestKind.Copy && key == "p/b"
            ? new MemoryFault(new ServiceFailure(new EntryException(IoProblem.AccessDenied, "AuthorizationPermissionMismatch", EntryOperation.Write), ServiceRemedy.None), isDone: false)
            : null;
        var counts = await new ObjectUndeletion(objects, asOf: null).RunAsync((IUndeleter)store, TestContext.Current.CancellationToken);
        Assert.Equal((2L, 1L, "p/b", "AuthorizationPermissionMismatch"), (counts.Restored, counts.Failed, counts.FailedKey, counts.FailedCode));
        Assert.Equal(["p/a", "p/c"], Keys);
    }

    static string Marker => "p/" + DestinationMarker.FolderName + "/" + DestinationMarker.FileName;

    IEnumerable<string> Keys => container.Keys.Keys.Order(StringComparer.Ordinal);

    string Text(string key) => Encoding.UTF8.GetString(place.Contents(key));

    void Put(params string[] keys)
    {
        foreach (var key in keys) place.Put(key, Encoding.UTF8.GetBytes(key));
    }

    void Delete(params string[] keys) => place.Remove(keys);

    (IObjectStore Store, ObjectPlace Place) Open()
    {
        var objects = place.OpenPlace();
        return (objects.Store, objects);
    }

    async Task<UndeletionCounts> UndeleteAsync(DateTimeOffset? asOf)
    {
        var (store, objects) = Open();
        return await new ObjectUndeletion(objects, asOf).RunAsync((IUndeleter)store, TestContext.Current.CancellationToken);
    }
}
