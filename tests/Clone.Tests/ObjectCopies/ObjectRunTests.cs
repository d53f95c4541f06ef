using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Destinations;
using Clone.Tests.EndToEnd;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Whole passes to a bucket and back, with the requests that they cost.</summary>
public sealed class ObjectRunTests : IDisposable
{
    readonly Mirror mirror = new();
    readonly MemoryBucketPlace bucket = new("p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits, PageSize = 1000 });
    readonly PassOver over;

    public ObjectRunTests()
    {
        mirror.CreateJob();
        over = new PassOver(mirror) { IsForced = true, Work = new WorkLimits { Workers = 4 } };
    }

    public void Dispose()
    {
        over.Dispose();
        bucket.Dispose();
        mirror.Dispose();
    }

    [Fact]
    public async Task Each_kind_of_change_costs_what_it_must()
    {
        for (var i = 0; i < 40; i++) mirror.Write($"d{i % 3}/f{i}", "text " + i);
        Directory.CreateDirectory(Path.Combine(mirror.Source, "empty"));
        await RunAsync();
        // One put a file, one for the folder that holds nothing, one listing of what is there.
        Assert.Equal((41, 1, 42), (Requests[RequestKind.Put], Requests[RequestKind.List], Requests.Total));
        AssertIsCopy();

        await RunAsync();
        Assert.Equal((1, 1), (Requests[RequestKind.List], Requests.Total));

        mirror.Write("d1/f1", "other text");
        File.Delete(Path.Combine(mirror.Source, "d2/f2"));
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "d0/f0"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await RunAsync();
        Assert.Equal((2, 1), (Requests[RequestKind.Put], Requests[RequestKind.Delete]));
        AssertIsCopy();

        Directory.Delete(Path.Combine(mirror.Source, "d0"), recursive: true);
        await RunAsync();
        AssertIsCopy();
        await RunAsync();
        Assert.Equal((1, 1), (Requests[RequestKind.List], Requests.Total));
    }

    [Fact]
    public async Task A_folder_that_is_emptied_stays_and_one_of_another_kind_takes_a_name()
    {
        mirror.Write("a/x", "x");
        mirror.Write("b", "b");
        await RunAsync();
        File.Delete(Path.Combine(mirror.Source, "a/x"));
        File.Delete(Path.Combine(mirror.Source, "b"));
        mirror.Write("b/inner", "now a folder");
        await RunAsync();
        AssertIsCopy();
        Directory.Delete(Path.Combine(mirror.Source, "b"), recursive: true);
        mirror.Write("b", "a file again");
        await RunAsync();
        AssertIsCopy();
    }

    [Fact]
    public async Task A_tree_comes_back_with_its_times_in_one_request_a_file()
    {
        for (var i = 0; i < 12; i++) mirror.Write($"d{i % 3}/日本 {i}", "text " + i);
        mirror.Write("zero", "");
        Directory.CreateDirectory(Path.Combine(mirror.Source, "empty"));
        foreach (var path in new[] { "d1/日本 1", "zero" })
            File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, path), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567));
        foreach (var path in new[] { "d1", "empty" })
            Directory.SetLastWriteTimeUtc(Path.Combine(mirror.Source, path), new DateTime(2002, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await RunAsync(remembers: true);
        var to = await RestoreAsync();
        Assert.Equal(FolderPlace.Read(mirror.Source), FolderPlace.Read(to));
        foreach (var path in new[] { "d1/日本 1", "zero", "d1", "empty" })
            Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(mirror.Source, path)), File.GetLastWriteTimeUtc(Path.Combine(to, path)));
        Assert.Equal(0, Requests[RequestKind.Look]);
        // The files, and the two pieces of the catalogue.
        Assert.Equal(13 + 2, Requests[RequestKind.Get]);
    }

    [Fact]
    public async Task What_is_not_what_was_put_gets_no_name()
    {
        mirror.Write("good", "good");
        mirror.Write("bad", "as it was");
        await RunAsync();
        var bad = bucket.Bucket.Find("p/bad", null)!;
        bad.Contents[0] ^= 1;
        var to = await RestoreAsync();
        Assert.Equal(["good"], FolderPlace.Read(to).Keys);
        Assert.Equal(1, over.Score.Failed);
    }

    RequestCounter Requests => bucket.Store.Requests;

    async Task RunAsync(bool remembers = false)
    {
        await using var destination = bucket.Open();
        await over.RunAsync(destination, new TemporaryNames(Guid.NewGuid()), TestContext.Current.CancellationToken);
        Assert.Equal(0, over.Score.Failed);
        var moment = DateTimeOffset.UtcNow;
        if (remembers) await destination.RememberAsync(moment, keepsFrom: null, TestContext.Current.CancellationToken);
    }

    async Task<string> RestoreAsync()
    {
        var to = Directory.CreateDirectory(Path.Combine(mirror.Place, "restored")).FullName;
        var names = new TemporaryNames(Guid.NewGuid());
        var root = FolderPlatform.OfThisMachine().OpenRoot(to);
        await using var destination = new FolderDestination(root, CapabilityProbe.Guess(root.Volume()), names) { ReadsBack = () => true };
        using var other = new MemoryBucketPlace("p/", bucket.Bucket);
        using var tree = new ObjectTree(bucket.OpenPlace() with { Tables = other.OpenPlace().Tables });
        var job = new JobDefinition { Name = "restore", Source = "bucket", NoDelete = true };
        var planned = Plans.Of(job, SyncMode.Incremental, tree.Volume, destination.Capabilities, distrusts: false);
        var scope = new EntryScope(filters: null) { IsDestination = true };
        using var spools = new PassSpools(() => new AdapterSet().State.CreateTemporary(Path.Combine(mirror.Place, "restore.db")));
        over.Begin();
        var pass = new SyncPass(
            new RunDesk(tree, destination, over.Score, new IndexWriter(NoRows.Instance, NoRows.Instance), planned, (_, _, _) => { }),
            new PassOptions
            {
                Job = job,
                DestinationName = to,
                SourceScope = scope,
                DestinationScope = scope,
                Names = names,
                SourceIsGone = () => false,
                IsForced = true,
                Work = new WorkLimits { Workers = 4 },
            },
            NoRows.Instance, spools);
        await pass.RunAsync(TestContext.Current.CancellationToken);
        return to;
    }

    void AssertIsCopy() => Assert.Equal(FolderPlace.Read(mirror.Source), bucket.Read());
}
