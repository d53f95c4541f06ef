using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A preview shows what the run then does, also where much has gone before.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task What_a_run_takes_over_in_full_is_shown_as_sent_in_full()
    {
        using var mirror = await MirroredAsync("a", "sub/b");
        Assert.Empty(await mirror.CompareAsync());
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { TakeOver = TakeOverMode.Full });
        Assert.Equal(["Replace a Full", "Replace sub/b Full"], Lines(await mirror.CompareAsync()));
        var report = await mirror.RunAsync();
        Assert.Equal((SyncMode.Full, 2), (report.Mode, report.Updated));
        Assert.Empty(await mirror.CompareAsync());
    }

    [Fact]
    public async Task What_is_taken_over_under_a_new_marker_is_not_held_against_the_old_index()
    {
        using var mirror = await MirroredAsync("a");
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var root in new[] { mirror.Source, mirror.Destination }) File.SetLastWriteTimeUtc(Path.Combine(root, "a"), time);
        Assert.Equal(["Replace a SourceChanged"], Lines(await mirror.CompareAsync()));
        Directory.Delete(Path.Combine(mirror.Destination, "CloneForWindows"), recursive: true);
        mirror.Node.Jobs.Change(mirror.Job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt });
        Assert.Empty(await mirror.CompareAsync());
        Assert.Equal((0, 1), ((await mirror.RunAsync()).Updated, (await mirror.RunAsync()).Skipped));
    }

    [Fact]
    public async Task A_missing_index_stays_missing()
    {
        using var mirror = await MirroredAsync("a");
        var index = Assert.Single(Directory.GetFiles(Path.Combine(mirror.Home, "index"), "*.db"));
        foreach (var file in Directory.GetFiles(Path.Combine(mirror.Home, "index"))) File.Delete(file);
        Assert.Empty(await mirror.CompareAsync());
        Assert.False(File.Exists(index));
        Assert.Empty(Directory.GetFiles(Path.Combine(mirror.Home, "spool")));
    }

    [Fact]
    public async Task What_was_sent_just_before_the_machine_stopped_is_shown_as_sent_again()
    {
        using var mirror = await MirroredAsync("a", "b");
        var report = mirror.Node.History(mirror.Job.Id, 1)[0];
        var index = Path.Combine(mirror.Home, "index", mirror.Job.DestinationId!.Value.ToString("D") + ".db");
        using (var state = mirror.Options.Adapters.State.Open(index, "index", RunIndex.CurrentVersion))
        {
            var changes = new TableChanges();
            changes.Delete("a"u8.ToArray());
            state.Table("entries").Apply(changes);
        }
        using (var journal = new RunJournal(Path.Combine(mirror.Home, "journal.db"), mirror.Options.Adapters, "another boot"))
            journal.Begin(report with { RunId = Guid.NewGuid(), StartTime = report.StartTime.AddSeconds(1) });
        Assert.Equal(["Replace a NotProven"], Lines(await mirror.CompareAsync()));
        Assert.Equal(1, (await mirror.RunAsync()).Updated);
        Assert.Empty(await mirror.CompareAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sub")]
    public async Task A_name_that_is_listed_twice_is_shown_once(string folder)
    {
        using var mirror = await MirroredAsync("a");
        foreach (var path in new[] { "b", "sub/c", "sub/d", "z" }) mirror.Write(path, path);
        var twice = new AlteredPlatform(mirror.Source)
        {
            AfterList = (path, listing) =>
            {
                if (path == folder) for (var i = listing.Count - 1; i >= 0; i--) listing.Add(listing.NameAt(i).ToArray(), listing.FactsAt(i));
            },
        };
        var (changes, failures) = await CompareAsync(mirror, twice);
        // A file that was born in the same tick of the clock as the run before ended may have been moved, and comes last.
        Assert.Equal(
            ["Create b Missing", "Create sub/ Missing", "Create sub/c Missing", "Create sub/d Missing", "Create z Missing"],
            changes.Order(StringComparer.Ordinal));
        Assert.Empty(failures);
        Assert.Empty(Directory.GetFiles(Path.Combine(mirror.Home, "spool")));
    }

    [Fact]
    public async Task Folders_that_cannot_be_listed_are_told_of_once_and_nothing_below_is_shown_as_removed()
    {
        using var mirror = await MirroredAsync("closed/b", "d");
        File.Delete(Path.Combine(mirror.Source, "d"));
        mirror.Write("twice", "");
        var failing = new AlteredPlatform(mirror.Source)
        {
            AfterList = (path, listing) =>
            {
                if (path == "closed") throw new EntryException(IoProblem.AccessDenied, "EACCES", EntryOperation.List);
                // The march begins anew after the folder has been told of.
                var last = listing.Count - 1;
                if (path.Length == 0) for (var i = last; i >= 0; i--) listing.Add(listing.NameAt(i).ToArray(), listing.FactsAt(i));
            },
        };
        var (changes, failures) = await CompareAsync(mirror, failing);
        Assert.Equal(["Create twice Missing", "Remove d NotAtSource"], changes.Order(StringComparer.Ordinal));
        var failure = Assert.Single(failures);
        Assert.Equal(("closed", EntryOperation.List, "EACCES"), (failure.Path, failure.Operation, failure.Code));
    }

    [Fact]
    public async Task A_root_that_cannot_be_listed_is_an_error_of_its_own()
    {
        using var mirror = await MirroredAsync("a");
        var failing = new AlteredPlatform(mirror.Source)
        {
            AfterList = (_, _) => throw new EntryException(IoProblem.DeviceError, "EIO", EntryOperation.List),
        };
        var error = await Assert.ThrowsAsync<CloneException>(() => CompareAsync(mirror, failing));
        Assert.Equal(ErrorId.CloneRunFailed, error.Id);
    }

    [Fact]
    public async Task Where_case_is_folded_a_name_that_changes_in_case_alone_is_one_move()
    {
        using var volume = new MountedVolume("exfat-fuse");
        using var mirror = new Mirror();
        foreach (var path in new[] { "Folder/inner/File.txt", "Folder/same", "UPPER", "old", "kind" }) mirror.Write(path, path);
        mirror.CreateJob(job => job with { HddBaseFolder = volume.Path });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Move("Folder", "FOLDER");
        Move("FOLDER/inner/File.txt", "FOLDER/inner/FILE.txt");
        Move("UPPER", "upper");
        File.Delete(Path.Combine(mirror.Source, "old"));
        File.Delete(Path.Combine(mirror.Source, "kind"));
        mirror.Write("KIND/file", "new");
        var planned = await mirror.CompareAsync();
        Assert.Equal(
            [
                "Create KIND/ Missing", "Create KIND/file Missing", "Move FOLDER/ CaseDiffers",
                "Move FOLDER/inner/FILE.txt CaseDiffers", "Move upper CaseDiffers", "Remove kind NotAtSource", "Remove old NotAtSource",
            ],
            Lines(planned).Order(StringComparer.Ordinal));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 3, 2, 2), (report.Result, report.Moved, report.Copied, report.Deleted));
        Assert.Empty(await mirror.CompareAsync());

        void Move(string from, string to) => Directory.Move(Path.Combine(mirror.Source, from), Path.Combine(mirror.Source, to));
    }

    static async Task<Mirror> MirroredAsync(params string[] files)
    {
        var mirror = new Mirror();
        foreach (var file in files) mirror.Write(file, file);
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        return mirror;
    }

    static async Task<(IEnumerable<string> Changes, List<RunFailure> Failures)> CompareAsync(Mirror mirror, AlteredPlatform platform)
    {
        using var node = CloneNode.Open(mirror.Options with { Platform = platform });
        var changes = new List<PlannedChange>();
        var failures = new List<RunFailure>();
        await foreach (var change in node.CompareAsync(mirror.Job, new PreviewOptions(), failures.Add, TestContext.Current.CancellationToken))
            changes.Add(change);
        return (Lines(changes), failures);
    }

    static IEnumerable<string> Lines(IEnumerable<PlannedChange> changes) => changes.Select(c => $"{c.Action} {c.Path} {c.Reason}");
}
