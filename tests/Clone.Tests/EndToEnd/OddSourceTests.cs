using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Notices;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Sources that this machine cannot be made to have, played by altering what a folder lists.</summary>
public sealed class OddSourceTests
{
    [Fact]
    public async Task What_vanishes_between_listing_and_copying_is_no_failure()
    {
        using var mirror = new Mirror();
        mirror.Write("kept", "kept");
        mirror.Write("sub/kept", "kept");
        mirror.CreateJob();
        var report = await RunAsync(mirror, new AlteredPlatform(mirror.Source)
        {
            AfterList = (_, listing) =>
            {
                listing.Add("gone"u8, new EntryFacts { Kind = EntryKind.File, Size = 4, Modified = DateTime.UtcNow.Ticks });
                listing.Add("gone link"u8, new EntryFacts { Kind = EntryKind.Link, Size = 4, Modified = DateTime.UtcNow.Ticks });
            },
        });
        Assert.Equal((RunResult.Succeeded, 0, 3L, 0L), (report.Result, report.ExitCode, report.Copied, report.Failed));
        Assert.Equal(4, report.Excluded[nameof(Exclusion.Vanished)]);
        Assert.Empty(report.Failures);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task A_folder_that_vanishes_before_it_is_listed_is_no_failure_and_its_copy_stays_until_the_next_run()
    {
        using var mirror = new Mirror();
        mirror.Write("kept", "kept");
        mirror.Write("sub/file", "file");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Directory.Delete(Path.Combine(mirror.Source, "sub"), recursive: true);
        var report = await RunAsync(mirror, new AlteredPlatform(mirror.Source)
        {
            AfterList = (_, listing) => listing.Add("sub"u8, new EntryFacts { Kind = EntryKind.Folder, Modified = DateTime.UtcNow.Ticks }),
        });
        Assert.Equal((RunResult.Succeeded, 0L, 0L), (report.Result, report.Failed, report.Deleted));
        Assert.Equal(1, report.Excluded[nameof(Exclusion.Vanished)]);
        Assert.True(mirror.HasCopy("sub/file"));
        Assert.Equal(2, (await mirror.RunAsync()).Deleted);
    }

    [Fact]
    public async Task Times_of_FAT_that_are_off_by_exactly_one_hour_are_told_of_and_nothing_is_sent()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.Write("sub/b", "b");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        var report = await RunAsync(mirror, Shifted(mirror, TimeSpan.FromHours(1)));
        Assert.Equal((RunResult.Succeeded, 0L, 3L), (report.Result, report.Updated, report.Skipped));
        Assert.Contains("2", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Equal("times.hourIgnored", Assert.Single(mirror.Node.ReadLog(new LogQuery()), e => e.EventId.StartsWith("times.", StringComparison.Ordinal)).EventId);
        report = await RunAsync(mirror, Shifted(mirror, TimeSpan.FromHours(2)));
        Assert.Equal(2, report.Updated);
        Assert.Empty(report.Warnings);
    }

    static AlteredPlatform Shifted(Mirror mirror, TimeSpan by) => new(mirror.Source)
    {
        Volume = facts => facts with { FileSystem = "vfat" },
        AfterList = (_, listing) =>
        {
            for (var i = 0; i < listing.Count; i++)
                listing.Correct(i, listing.FactsAt(i) with { Modified = listing.FactsAt(i).Modified + by.Ticks });
        },
    };

    static async Task<RunReport> RunAsync(Mirror mirror, AlteredPlatform platform)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        return await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }
}
