using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.Restore;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>What whole runs of a job ask a service for: each request costs money and time.</summary>
public sealed class RunRequestTests : IDisposable
{
    readonly MemoryBucket bucket = new() { Traits = MemoryBucketPlace.S3Traits, PageSize = 1000 };
    readonly List<MemoryObjectStore> stores = [];
    readonly Mirror mirror;

    public RunRequestTests() => mirror = new Mirror(adapters: new BucketAdapters(() =>
    {
        stores.Add(new MemoryObjectStore(bucket));
        return stores[^1];
    }));

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Each_new_small_file_is_one_request()
    {
        const int Files = 500;
        await PrepareAsync(keepDeleted: 0);
        await RunAsync();
        for (var i = 0; i < Files; i++) mirror.Write($"new{i % 5}/f{i}", "text " + i);
        await RunAsync();
        // Beside the files, the catalogue and its last piece.
        Assert.Equal((Files + 2, 1, 0), (Count(RequestKind.Put), Count(RequestKind.Get), Count(RequestKind.Look)));
        Assert.Equal((4, 1, Files + 8), (Count(RequestKind.List), Count(RequestKind.Delete), Total));
    }

    [Fact]
    public async Task Each_restored_file_is_one_request()
    {
        await PrepareAsync(keepDeleted: 0);
        stores.Clear();
        var report = await mirror.Node.RestoreAsync(
            new RestoreRequest { From = new CopyPlace { Job = mirror.Job }, Destination = Path.Combine(mirror.Place, "restored") },
            progress: null, TestContext.Current.CancellationToken);
        Assert.Equal((RunResult.Succeeded, 21L), (report.Result, report.Copied));
        // The marker is read before the restore and as it begins, and so is whether the bucket is there; the catalogue is two pieces.
        Assert.Equal((20 + 2 + 2, 0, 0), (Count(RequestKind.Get), Count(RequestKind.Look), Count(RequestKind.Put)));
        Assert.Equal((4, 28), (Count(RequestKind.List), Total));
    }

    [Fact]
    public async Task A_run_with_no_change_asks_whose_the_place_is_and_lists_it_once()
    {
        await PrepareAsync(keepDeleted: 0);
        await RunAsync();
        // Whether the bucket is there, the listing, and uploads that were left; the marker.
        Assert.Equal((3, 1, 4), (Count(RequestKind.List), Count(RequestKind.Get), Total));
        await RunAsync();
        Assert.Equal(4, Total);
    }

    [Fact]
    public async Task A_run_with_a_change_stores_the_catalogue_anew()
    {
        await PrepareAsync(keepDeleted: 0);
        mirror.Write("d/f1", "other");
        await RunAsync();
        // Beside those of any run, a listing of old catalogues.
        Assert.Equal((4, 1), (Count(RequestKind.List), Count(RequestKind.Get)));
        // The file, the catalogue and its last piece; the old catalogue goes in one request.
        Assert.Equal((3, 1, 9), (Count(RequestKind.Put), Count(RequestKind.Delete), Total));
        Assert.Equal(2, bucket.Keys.Keys.Count(key => key.Contains("/catalogue/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_kept_is_looked_through_only_where_there_is_any()
    {
        await PrepareAsync(keepDeleted: 30);
        await RunAsync();
        Assert.Equal((3, 4), (Count(RequestKind.List), Total));
        mirror.Write("d/f1", "other");
        await RunAsync();
        await RunAsync();
        Assert.Equal((4, 5), (Count(RequestKind.List), Total));
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { KeepDeleted = 0 });
        await RunAsync();
        Assert.DoesNotContain(bucket.Keys.Keys, key => key.Contains("/kept/", StringComparison.Ordinal));
    }

    long Count(RequestKind kind) => stores.Sum(store => store.Requests[kind]);

    long Total => stores.Sum(store => store.Requests.Total);

    async Task PrepareAsync(int keepDeleted)
    {
        for (var i = 0; i < 20; i++) mirror.Write("d/f" + i, "text " + i);
        mirror.Node.Jobs.Create(new JobChanges
        {
            Name = "job", Source = mirror.Source, KeepDeleted = keepDeleted, S3 = new BucketChanges { Bucket = "bucket", Prefix = "p" },
        });
        await RunAsync();
    }

    async Task RunAsync()
    {
        stores.Clear();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
    }
}
