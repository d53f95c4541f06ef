using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Runs over a link that breaks, for a while or for good, with a clock that jumps.</summary>
public sealed class BrokenLinkTests : IDisposable
{
    const int Files = 300;

    readonly MemoryBucket bucket = new() { Traits = MemoryBucketPlace.S3Traits, PageSize = 1000 };
    readonly JumpingTime time = new();
    readonly Mirror mirror;
    Func<RequestKind, bool> breaks = _ => false;
    MemoryObjectStore store = null!;

    public BrokenLinkTests()
    {
        mirror = new Mirror(adapters: new BucketAdapters(() => store = new MemoryObjectStore(bucket, new ObjectStoreOptions { Time = time })
        {
            OnRequest = (kind, _) => breaks(kind) ? new MemoryFault(Reset) : null,
        }));
        mirror.Node.Jobs.Create(new JobChanges { Name = "job", Source = mirror.Source, S3 = new BucketChanges { Bucket = "bucket", Prefix = "p" } });
        for (var i = 0; i < Files; i++) mirror.Write($"d{i % 7}/f{i}", "text " + i);
    }

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_link_that_resets_every_third_request_fails_no_file()
    {
        var count = 0;
        breaks = _ => Interlocked.Increment(ref count) % 3 == 0;
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0L, Files + 7L), (report.Result, report.Failed, report.Copied));
        Assert.True(store.Requests.Retries > Files / 3);
    }

    [Fact]
    public async Task A_link_that_is_down_ends_the_run_and_not_each_object_waits_for_it()
    {
        var puts = 0;
        breaks = kind => kind == RequestKind.Put && Interlocked.Increment(ref puts) > 100 || Volatile.Read(ref puts) > 100;
        var report = await mirror.RunAsync();
        Assert.True(report.Result == RunResult.Failed && report.Stop!.ErrorId == ErrorId.CloneServiceUnreachable, report.Stop?.Message);
        Assert.InRange(report.Copied, 60, 107);
        // Those that were under way have tried again, and no others.
        Assert.InRange(store.Requests.Retries, 8, ObjectCopy.Workers * 16);

        breaks = _ => false;
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0L), (report.Result, report.Failed));
        Assert.True(report.Copied >= Files - 100);
    }

    static ServiceFailure Reset => new(new EntryException(IoProblem.DeviceError, "ECONNRESET", EntryOperation.Write), ServiceRemedy.Slow)
    {
        Unanswered = new CloneException(ErrorId.CloneServiceUnreachable, "address", "ECONNRESET"),
    };
}
