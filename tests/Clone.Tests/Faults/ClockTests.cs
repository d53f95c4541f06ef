using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>The clock jumps by years, forward and back, between runs and within them (libfaketime). Files keep the real one.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    static readonly string[] Jumps = ["+400d", "-700d", "+0", "-1h", "+9000d", "+5s", "-9000d"];

    [Fact]
    public async Task Runs_between_and_within_which_the_clock_jumps_converge_and_are_kept_in_order()
    {
        Platform.RequireLinux();
        var library = Library();
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        using var place = new TempFolder();
        var source = new KnownSource(place.Folder("source"), seed);
        source.Grow(400);
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob();
        var clock = place.File("clock", "+0");
        string[] starter =
        [
            "env", "LD_PRELOAD=" + library, "FAKETIME_TIMESTAMP_FILE=" + clock, "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1",
        ];
        for (var round = 0; round < 4 * Soak.Times; round++)
        {
            Set(clock, Jumps[round % Jumps.Length]);
            using (var process = OtherProcess.StartUnder(starter, "sync-told", place["home"], "job", "Incremental"))
            {
                Assert.Equal("ready", await process.ReadLineAsync());
                process.WriteLine("go");
                var told = round % 2 == 0 ? await process.ReadToEndAsync() : await JumpAsync(process, clock, new Random(seed + round));
                Assert.Equal(["started", "Succeeded 0 "], told);
            }
            TreePicture.AssertSame(place["source"], place["disk/source"]);
            source.Change();
        }
        AssertOrder(place.Path, 4 * Soak.Times);
    }

    static async Task<string[]> JumpAsync(OtherProcess process, string clock, Random random)
    {
        var ending = process.ReadToEndAsync();
        while (!ending.IsCompleted)
        {
            Set(clock, Jumps[random.Next(Jumps.Length)]);
            await Task.WhenAny(ending, Task.Delay(3, TestContext.Current.CancellationToken));
        }
        return await ending;
    }

    static void AssertOrder(string place, int runs)
    {
        using var mirror = new Mirror(place);
        var history = mirror.Node.History(mirror.Job.Id, runs + 1);
        Assert.Equal(runs, history.Count);
        Assert.All(history, report => Assert.Equal(RunResult.Succeeded, report.Result));
        // All is new in the first run and in no other.
        Assert.Equal(0, history[^1].Skipped);
        Assert.All(history.SkipLast(1), report => Assert.True(report.Skipped > 0));
        Assert.All(history, report => Assert.InRange(report.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(5)));
    }

    // As a whole: the process reads it at any moment.
    static void Set(string clock, string offset)
    {
        File.WriteAllText(clock + ".new", offset);
        File.Move(clock + ".new", clock, overwrite: true);
    }

    static string Library()
    {
        IEnumerable<string> places = Directory.Exists("/usr/lib") ? Directory.GetDirectories("/usr/lib") : [];
        var found = places.Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);
        if (found is null) Assert.Skip("libfaketime is not here");
        return found;
    }
}
