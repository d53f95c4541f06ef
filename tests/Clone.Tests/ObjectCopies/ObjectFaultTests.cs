using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Sync;
using Clone.Tests.Destinations;
using Clone.Tests.EndToEnd;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>
/// Runs over a source that changes, with a service that fails, or a process that is gone, at any request. A file is always one
/// that the source has had, whole; and the first run that nothing happens to makes a copy that the next finds in order.
/// </summary>
public sealed class ObjectFaultTests : IDisposable
{
    readonly Mirror mirror = new();
    readonly HashSet<string> had = [];
    readonly int seed = Environment.TickCount;
    int clock;

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task Whatever_fails_the_copy_comes_right()
    {
        var random = new Random(seed);
        using var place = new MemoryBucketPlace("p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits with { LeastPart = 64 }, PageSize = 6 })
        {
            Limits = new ObjectSendLimits { WholeBytes = 100, PartBytes = 64, PartsAtOnce = 2 },
        };
        mirror.CreateJob();
        for (var round = 0; round < 25; round++)
        {
            for (var i = random.Next(6); i >= 0; i--) Change(random);
            var left = random.Next(30);
            var kills = random.Next(2) == 0;
            place.Before = _ =>
            {
                if (Interlocked.Decrement(ref left) >= 0) return;
                if (kills) throw new KilledException();
                if (random.Next(3) == 0) throw new EntryException(IoProblem.DeviceGone, "RESET", EntryOperation.Write);
            };
            await RunAsync(place, mayFail: true);
            place.Before = null;
            foreach (var pair in place.Read().Where(pair => pair.Value != "folder"))
                Assert.True(had.Contains(pair.Key + pair.Value), $"seed {seed}, round {round}: {pair.Key} {pair.Value}");
            if (random.Next(3) > 0) continue;
            await RunAsync(place, mayFail: false);
            AssertIsCopy(place, round);
            await RunAsync(place, mayFail: false);
            Assert.Equal((0, 0, 0), (Count(place, RequestKind.Put), Count(place, RequestKind.Look), Count(place, RequestKind.Copy)));
            AssertIsCopy(place, round);
        }
    }

    static long Count(MemoryBucketPlace place, RequestKind kind) => place.Store.Requests[kind];

    void AssertIsCopy(MemoryBucketPlace place, int round)
    {
        var (source, copy) = (FolderPlace.Read(mirror.Source), place.Read());
        Assert.True(source.SequenceEqual(copy), $"seed {seed}, round {round}: {string.Join(", ", source)} | {string.Join(", ", copy)}");
    }

    async Task RunAsync(MemoryBucketPlace place, bool mayFail)
    {
        using var over = new PassOver(mirror) { IsForced = true, Work = new WorkLimits { Workers = 3 } };
        try
        {
            // One that is killed neither flushes nor closes anything.
            var destination = place.Open();
            await over.RunAsync(destination, new TemporaryNames(Guid.NewGuid()), TestContext.Current.CancellationToken);
            await destination.DisposeAsync();
            Assert.True(mayFail || over.Score.Failed == 0, $"seed {seed}");
        }
        catch (Exception e) when (mayFail && e is KilledException or EntryException)
        {
            // The next run goes on.
        }
    }

    void Change(Random random)
    {
        var path = $"d{random.Next(3)}/f{random.Next(4)}";
        var full = Path.Combine(mirror.Source, path);
        switch (random.Next(6))
        {
            case 0 when File.Exists(full):
                File.Delete(full);
                break;
            case 1 when Directory.Exists(Path.GetDirectoryName(full)):
                Directory.Delete(Path.GetDirectoryName(full)!, recursive: true);
                break;
            case 2 when File.Exists(full):
                File.SetLastWriteTimeUtc(full, Next());
                break;
            default:
                var text = $"text {clock} " + new string('x', random.Next(300));
                mirror.Write(path, text);
                File.SetLastWriteTimeUtc(full, Next());
                had.Add(path + "file: " + text);
                break;
        }
    }

    DateTime Next() => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(++clock);

    sealed class KilledException : Exception;
}
