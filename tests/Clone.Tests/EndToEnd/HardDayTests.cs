using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Engine.Notices;
using Clone.Engine.Settings;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Kills, full disks, two runs at once, and what else happens to real machines.</summary>
public sealed class HardDayTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_run_killed_at_any_moment_leaves_old_or_new_files_and_the_next_run_converges()
    {
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        using var mirror = new Mirror();
        for (var i = 0; i < 1500; i++) mirror.Write($"d{i % 20}/f{i}", new string('o', random.Next(5000)));
        mirror.CreateJob();
        var interrupted = 0;
        var rounds = (OperatingSystem.IsWindows() ? 5 : 20) * Math.Min(Soak.Times, 10); // Wine takes seconds to start a process
        for (var round = 0; round < rounds; round++)
        {
            var logged = LogLength(mirror);
            using (var other = OtherProcess.Start("sync", mirror.Home, "job", "Full"))
            {
                Assert.Equal("started", await other.ReadLineAsync());
                await WaitUntilRunBeginsAsync(mirror, logged, random.Next(300));
                other.Kill();
            }
            AssertOldOrNew(mirror);
            if (round % 3 == 0) mirror.Write($"d{round}/f{round}", "changed " + round);
            if (round % 5 != 4) continue;
            var report = await mirror.RunAsync();
            Assert.Equal(RunResult.Succeeded, report.Result);
            interrupted += report.Warnings.Count;
            TreePicture.AssertSame(mirror.Source, mirror.Destination);
            Assert.Empty(Directory.GetFiles(mirror.Destination, ".clone-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
        }
        Assert.True(interrupted > 0, "no kill hit a run");
        Assert.Contains(mirror.Node.History(mirror.Job.Id, 100), r => r.Result == RunResult.Aborted && r.WasInterrupted);
        Assert.Contains(mirror.Node.ReadLog(new LogQuery()), r => r.EventId == "run.interrupted");
    }

    [Fact]
    public async Task A_job_that_runs_in_another_process_is_not_started_twice()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        using var other = OtherProcess.Start("lock-hold", Path.Combine(mirror.Home, "locks", "job-" + mirror.Job.Id.ToString("D") + ".lock"));
        Assert.Equal("held", await other.ReadLineAsync());
        var report = await mirror.RunAsync();
        Assert.Equal((14, ErrorId.CloneJobAlreadyActive), (report.ExitCode, report.Stop!.ErrorId));
        Assert.False(mirror.HasCopy("a"));
        Assert.Empty(mirror.Node.History(mirror.Job.Id, 10));
        other.Kill();
        Assert.Equal(0, (await mirror.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task Of_two_processes_that_start_one_job_one_is_refused()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        using var first = OtherProcess.Start("sync", mirror.Home, "job", "Full");
        using var second = OtherProcess.Start("sync", mirror.Home, "job", "Full");
        string[][] told;
        // Neither comes to its end while somebody else holds the jobs.
        using (FileLock.Acquire(mirror.Node.Folder.Lock("jobs"), TimeSpan.FromMinutes(1)))
        {
            await mirror.LiveAsync(live => live.State == LiveState.Running);
            var ended = await Task.WhenAny(first.EndAsync(), second.EndAsync());
            await ended;
        }
        told = [await first.ReadToEndAsync(), await second.ReadToEndAsync()];
        Assert.Equal(["Refused 14 CloneJobAlreadyActive", "Succeeded 0 "], told.Select(lines => lines[1]).Order());
        Assert.Single(mirror.Node.History(mirror.Job.Id, 9));
    }

    [Fact]
    public async Task A_folder_that_another_run_writes_is_not_read_before_that_has_ended()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        using var other = OtherProcess.Start("run-enter", mirror.Home, Path.Combine(mirror.Place, "elsewhere"), mirror.Source);
        Assert.Equal("in", await other.ReadLineAsync());
        mirror.Node.Settings.Change(new SettingsChanges { MaxConcurrentRuns = 5 });
        var run = mirror.RunAsync();
        var waiting = await mirror.LiveAsync(live => live.State == LiveState.Waiting);
        Assert.Equal(["other"], waiting.WaitsFor);
        Assert.False(mirror.HasCopy("a"));
        other.Kill();
        Assert.Equal(RunResult.Succeeded, (await run).Result);
        Assert.True(mirror.HasCopy("a"));
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_as_aborted_and_the_next_goes_on()
    {
        using var mirror = new Mirror();
        for (var i = 0; i < 300; i++) mirror.Write($"d{i % 50}/f{i}", "text " + i);
        mirror.CreateJob();
        using var stop = new CancellationTokenSource();
        Task<RunReport> run;
        // The run cannot go on while somebody else holds the jobs.
        using (FileLock.Acquire(mirror.Node.Folder.Lock("jobs"), TimeSpan.FromMinutes(1)))
        {
            run = Task.Run(() => mirror.RunAsync(SyncMode.Full, force: false, new StopAtFirstWord(stop), stop.Token));
            await mirror.LiveAsync(_ => stop.IsCancellationRequested);
        }
        var report = await run;
        Assert.Equal((RunResult.Aborted, 13), (report.Result, report.ExitCode));
        report = await mirror.RunAsync();
        Assert.Equal(RunResult.Succeeded, report.Result);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
        Assert.Equal(2, mirror.Node.History(mirror.Job.Id, 10).Count);
    }

    [Fact]
    public async Task A_full_destination_fails_what_does_not_fit_and_keeps_the_old_files()
    {
        using var mirror = new Mirror();
        using var disk = TemporaryMount.Tmpfs(mirror.Disk, "4m");
        mirror.Write("a", new string('a', 1000));
        mirror.CreateJob();
        await mirror.RunAsync();
        mirror.Write("a", new string('b', 1000));
        mirror.Write("big", new string('c', 6 << 20));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.CompletedWithFailures, 10), (report.Result, report.ExitCode));
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("big", "ENOSPC"), (failure.Path, failure.Code));
        Assert.Equal(new string('b', 1000), mirror.ReadCopy("a"));
        Assert.False(mirror.HasCopy("big"));
        File.Delete(Path.Combine(mirror.Source, "big"));
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
    }

    [Fact]
    public async Task Removals_make_room_for_copies_when_the_guard_lets_them()
    {
        using var mirror = new Mirror();
        using var disk = TemporaryMount.Tmpfs(mirror.Disk, "32m");
        mirror.Write("keep", "keep");
        mirror.Write("old", new string('o', 20 << 20));
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.Delete(Path.Combine(mirror.Source, "old"));
        mirror.Write("new", new string('n', 20 << 20));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1, 1), (report.Result, report.Copied, report.Deleted));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task Removals_make_no_room_when_the_guard_forbids_them()
    {
        using var mirror = new Mirror();
        using var disk = TemporaryMount.Tmpfs(mirror.Disk, "32m");
        mirror.Write("keep", "keep");
        mirror.Write("old1", new string('o', 10 << 20));
        mirror.Write("old2", new string('o', 10 << 20));
        mirror.CreateJob(job => job with { MaxDeleteCount = 1 });
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.Delete(Path.Combine(mirror.Source, "old1"));
        File.Delete(Path.Combine(mirror.Source, "old2"));
        mirror.Write("new", new string('n', 20 << 20));
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Refused, ErrorId.CloneTooManyRemovals, 0L), (report.Result, report.Stop!.ErrorId, report.Deleted));
        Assert.Equal("ENOSPC", Assert.Single(report.Failures).Code);
        Assert.True(mirror.HasCopy("old1") && mirror.HasCopy("old2"));
        Assert.False(mirror.HasCopy("new"));
    }

    [Fact]
    public async Task A_destination_that_cannot_be_written_is_named()
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        await mirror.RunAsync();
        using var bound = TemporaryMount.Bind(mirror.Disk, mirror.Disk);
        Tool.Run("mount", "-o", "remount,ro,bind", mirror.Disk);
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Failed, ErrorId.CloneDestinationUnavailable), (report.Result, report.Stop!.ErrorId));
        Assert.Contains(mirror.Destination, report.Stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_no_utf8_are_left_out_with_their_reason()
    {
        Platform.RequireLinux();
        using var mirror = new Mirror();
        mirror.Write("good", "good");
        using (var bad = System.Diagnostics.Process.Start("bash", ["-c", "touch \"$0\"/$'bad\\xff'", mirror.Source]))
            await bad.WaitForExitAsync(TestContext.Current.CancellationToken);
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 1, 1), (report.Result, report.Copied, report.Excluded["NameNotValid"]));
        Assert.Contains("bad", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leftovers_of_temporary_files_are_swept_and_not_counted()
    {
        using var mirror = new Mirror();
        mirror.Write("f/a", "a");
        mirror.CreateJob();
        await mirror.RunAsync();
        var leftover = Path.Combine(mirror.Destination, "f", ".clone-0123456789abcdef-00000001.part");
        File.WriteAllText(leftover, "part");
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0, 2), (report.Result, report.Deleted, report.Skipped));
        Assert.False(File.Exists(leftover));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    [Fact]
    public async Task A_disk_that_folds_case_gets_a_file_in_the_place_of_a_folder_and_a_folder_in_the_place_of_a_file()
    {
        using var mirror = new Mirror();
        using var disk = OperatingSystem.IsWindows() ? null : TemporaryMount.ExFat(mirror.Disk, Path.Combine(mirror.Place, "exfat.img"), 40);
        mirror.Write("once a folder/file", "text");
        mirror.Write("once a file", "text");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Directory.Delete(Path.Combine(mirror.Source, "once a folder"), recursive: true);
        File.Delete(Path.Combine(mirror.Source, "once a file"));
        mirror.Write("Once a FOLDER", "a file");
        mirror.Write("once a file/file", "in a folder");
        var report = await mirror.RunAsync();
        Assert.True(report.Result == RunResult.Succeeded, string.Join("; ", report.Failures.Select(failure => failure.Path + ": " + failure.Code)));
        Assert.Equal((3, 3), (report.Copied, report.Deleted));
        Assert.Equal(["Once a FOLDER", "once a file", "once a file/file"], TreePicture.Of(mirror.Destination).Keys);
        Assert.Equal("a file", mirror.ReadCopy("Once a FOLDER"));
    }

    [Fact]
    public async Task Below_a_folder_that_cannot_be_read_nothing_is_removed()
    {
        Platform.RequireRoot(); // to run as somebody who may not read everything
        using var mirror = new Mirror();
        foreach (var path in new[] { "locked/inner/a", "locked/b", "open/c", "open/d" }) mirror.Write(path, path);
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        File.Delete(Path.Combine(mirror.Source, "open/d"));
        Directory.Delete(Path.Combine(mirror.Source, "locked/inner"), recursive: true);
        mirror.Node.Dispose();
        await ShellAsync("chown -R 65534:65534 \"$0\" && chmod 755 \"$0\" && chown 0:0 \"$1\" && chmod 700 \"$1\"", mirror.Place, Path.Combine(mirror.Source, "locked"));
        using var program = new PublicProgram();
        var output = await ShellAsync(
            "setpriv --reuid=65534 --regid=65534 --clear-groups dotnet exec \"$0\" sync \"$1\" job Incremental",
            program.Path, mirror.Home);
        Assert.Contains("CompletedWithFailures 10", output);
        Assert.Contains("locked: EACCES", output);
        Assert.Equal("locked/inner/a", mirror.ReadCopy("locked/inner/a"));
        Assert.Equal("locked/b", mirror.ReadCopy("locked/b"));
        Assert.False(mirror.HasCopy("open/d"));
    }

    [Fact]
    public async Task A_file_that_changes_all_the_time_is_reported_and_its_old_copy_stays()
    {
        using var mirror = new Mirror();
        var path = Path.Combine(mirror.Source, "busy");
        File.WriteAllText(path, "old");
        mirror.CreateJob();
        await mirror.RunAsync();
        using var stop = new CancellationTokenSource();
        File.WriteAllText(path, new string('x', 64 << 20));
        var writer = Task.Run(() => WriteWithoutPause(path, stop.Token), TestContext.Current.CancellationToken);
        var report = await mirror.RunAsync();
        stop.Cancel();
        await writer;
        Assert.Equal(RunResult.CompletedWithFailures, report.Result);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("busy", true), (failure.Path, failure.Retryable));
        Assert.Equal("old", mirror.ReadCopy("busy"));
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    static void WriteWithoutPause(string path, CancellationToken stop)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            file.Position = i % 1000;
            file.WriteByte((byte)i);
        }
    }

    static async Task<string> ShellAsync(string script, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", script, .. arguments]) start.ArgumentList.Add(argument);
        using var shell = System.Diagnostics.Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, await errors);
        return output;
    }

    static async Task WaitUntilRunBeginsAsync(Mirror mirror, long logged, int milliseconds)
    {
        // The moment of the kill is what is random here; nothing waits for it to be reached.
        while (LogLength(mirror) == logged) await Task.Delay(1, TestContext.Current.CancellationToken);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
    }

    // A run says in the log that it begins, before its first write.
    static long LogLength(Mirror mirror)
    {
        var folder = new DirectoryInfo(Path.Combine(mirror.Home, "log"));
        return folder.Exists ? folder.GetFiles().Sum(file => file.Length) : 0;
    }

    static void AssertOldOrNew(Mirror mirror)
    {
        if (!Directory.Exists(mirror.Destination)) return;
        foreach (var copy in Directory.GetFiles(mirror.Destination, "f*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(mirror.Destination, copy);
            if (path.StartsWith("CloneForWindows", StringComparison.Ordinal)) continue;
            var text = File.ReadAllText(copy);
            var source = File.ReadAllText(Path.Combine(mirror.Source, path));
            var isOld = text.All(c => c == 'o');
            Assert.True(text == source || (isOld && source.StartsWith("changed", StringComparison.Ordinal)) || text.StartsWith("changed", StringComparison.Ordinal), path);
        }
    }

    sealed class StopAtFirstWord(CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => stop.Cancel();
    }
}
