using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>While a run goes on, the disk of the destination gets full, or can be written no more.</summary>
public sealed class HinderedDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_disk_that_somebody_else_fills_up_in_the_middle_fails_files_and_keeps_the_old_ones()
    {
        await RunsAsync("64m", "ENOSPC", (disk, _) =>
        {
            Fill(Path.Combine(disk, "ballast"));
            return () => File.Delete(Path.Combine(disk, "ballast"));
        });
    }

    [Fact]
    public async Task A_disk_that_holds_no_more_files_fails_files_and_keeps_the_old_ones()
    {
        await RunsAsync("64m", "ENOSPC", (disk, _) =>
        {
            // Refused below the number of those that are there, to which the run adds meanwhile.
            for (var room = 20; !Limit(disk, room); room += 20) Assert.True(room < 5000, "the number of files cannot be limited");
            return () => Tool.Run("mount", "-o", "remount,nr_inodes=100000", disk);
        });
    }

    [Fact]
    public async Task A_disk_that_becomes_read_only_in_the_middle_fails_the_run_and_keeps_the_old_files()
    {
        await RunsAsync("64m", "EROFS", (disk, run) =>
        {
            // Refused as long as a file is open for writing.
            while (Tool.Try("mount", "-o", "remount,ro", disk).Code != 0 && !run.HasEnded)
            {
            }
            return () => Tool.Run("mount", "-o", "remount,rw", disk);
        });
    }

    async Task RunsAsync(string size, string code, Func<string, OtherRun, Action> hinder)
    {
        Platform.RequireRoot();
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        using var place = new TempFolder();
        using var disk = TemporaryMount.Tmpfs(place["disk"], size);
        var source = new KnownSource(place.Folder("source"), seed);
        source.Grow(400);
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob();
        var hit = 0;
        for (var round = 0; round < 3 * Soak.Times || (hit == 0 && round < 40); round++)
        {
            string[] told;
            Action mend;
            using (var run = await OtherRun.BeginAsync(place["home"], SyncMode.Full))
            {
                await Task.Delay(random.Next(200), TestContext.Current.CancellationToken);
                mend = hinder(place["disk"], run);
                told = await run.EndAsync();
            }
            output.WriteLine(string.Join("; ", told.Take(3)));
            mend();
            source.AssertWhole(place["disk/source"]);
            if (!told[0].StartsWith("Succeeded", StringComparison.Ordinal))
            {
                hit++;
                Assert.True(told[0].StartsWith("Failed 11 ", StringComparison.Ordinal) || told[0].StartsWith("CompletedWithFailures 10 ", StringComparison.Ordinal), told[0]);
                Assert.Contains(told, line => line.Contains(code, StringComparison.Ordinal));
            }
            if (round % 2 == 1) await ConvergeAsync(place.Path);
            source.Change();
        }
        Assert.True(hit > 0, "no run met it");
        await ConvergeAsync(place.Path);
    }

    static async Task ConvergeAsync(string place)
    {
        using var mirror = new Mirror(place);
        var report = await mirror.RunAsync();
        Assert.True(report.Result == RunResult.Succeeded, report.Result + " " + report.Stop?.Message);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    static bool Limit(string disk, int room)
    {
        // All inodes and those that are free.
        var numbers = Tool.Run("stat", "-f", "-c", "%c %d", disk).Split(' ').Select(int.Parse).ToArray();
        var used = numbers[0] - numbers[1];
        return Tool.Try("mount", "-o", "remount,nr_inodes=" + (used + room), disk).Code == 0;
    }

    // To the last byte.
    static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 20];
        for (var size = block.Length; size > 0; size /= 16)
            Assert.Throws<IOException>(() => FillWith(file, block.AsSpan(0, size).ToArray()));
    }

    static void FillWith(FileStream file, byte[] block)
    {
        while (true) file.Write(block);
    }
}
