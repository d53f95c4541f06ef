using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>
/// Calls of the system fail at random in a run, those of the state's and the log's files too. The run says so or dies;
/// what it says is there is there, files are whole, and a run without faults converges.
/// </summary>
public sealed class FailingCallTests(ITestOutputHelper output)
{
    /// <summary>By libfiu, which sees the calls that have no folder handle: https://blitiri.com.ar/p/libfiu/.</summary>
    [Theory]
    [InlineData("posix/io/rw/pwrite", "ENOSPC", 28)]
    [InlineData("posix/io/rw/write", "EIO", 5)]
    [InlineData("posix/io/rw/pread", "EIO", 5)]
    [InlineData("posix/io/rw/read", "EIO", 5)]
    [InlineData("posix/io/oc/open", "EMFILE", 24)]
    [InlineData("posix/io/oc/open", "EACCES", 13)]
    [InlineData("posix/io/dir/rename", "EIO", 5)]
    [InlineData("posix/io/sync/*", "EIO", 5)]
    public async Task By_libfiu(string point, string name, int number)
    {
        Require("fiu-run");
        await RunsAsync(
            name, ["fiu-run", "-x"],
            (random, process) => Tool.Run("fiu-ctrl", "-c", $"enable_random name={point},probability={Few(random)},failinfo={number}", process));
    }

    /// <summary>By strace, which sees every call: https://man7.org/linux/man-pages/man1/strace.1.html, inject.</summary>
    /// <param name="calls">The calls that fail.</param>
    /// <param name="name">How they fail.</param>
    /// <param name="rarity">They are that rare: the first that fails on a thread is at most the so manieth.</param>
    [Theory]
    [InlineData("openat", "EMFILE", 40)]
    [InlineData("openat", "EACCES", 40)]
    [InlineData("pread64", "EIO", 40)]
    [InlineData("pwrite64", "ENOSPC", 40)]
    [InlineData("mkdirat", "ENOSPC", 40)]
    [InlineData("renameat2,renameat,rename", "EACCES", 40)]
    [InlineData("renameat2,renameat,rename", "EIO", 40)]
    [InlineData("linkat", "EIO", 40)]
    [InlineData("linkat", "ENOENT", 4)]
    [InlineData("unlinkat,unlink", "EACCES", 20)]
    [InlineData("getdents64", "EIO", 20)]
    [InlineData("statx", "EIO", 40)]
    [InlineData("syncfs", "EIO", 2)]
    [InlineData("fdatasync,fsync", "EIO", 3)]
    [InlineData("utimensat,fchmod,fchown", "EIO", 40)]
    public async Task By_strace(string calls, string name, int rarity)
    {
        Require("strace");
        await RunsAsync(
            name, [],
            (random, process) => Trace(process, calls, $"error={name}:when={random.Next(1, rarity)}+{random.Next(rarity / 2, rarity * 6) + 1}"));
    }

    async Task RunsAsync(string fault, string[] starter, Action<Random, string> begin)
    {
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        using var place = new TempFolder();
        var source = new KnownSource(place.Folder("source"), seed);
        source.Grow(300);
        using (var mirror = new Mirror(place.Path)) mirror.CreateJob();
        for (var round = 0; round < Soak.Times; round++)
        {
            if (round % 2 == 0) await ConvergeAsync(place.Path);
            source.Change();
            using (var process = OtherProcess.StartUnder(starter, "sync-told", place["home"], "job", random.Next(3) == 0 ? "Full" : "Incremental"))
            {
                Assert.Equal("ready", await process.ReadLineAsync());
                begin(random, process.Id.ToString());
                process.WriteLine("go");
                var told = await ToldAsync(process);
                output.WriteLine($"{fault}: {string.Join("; ", told.Skip(1).Take(3))}");
                if (told.Length < 2) output.WriteLine((await process.ErrorsAsync()));
                source.AssertWhole(place["disk/source"]);
                if (told.Length > 1 && told[1].StartsWith("Succeeded", StringComparison.Ordinal))
                    TreePicture.AssertSame(place["source"], place["disk/source"]);
            }
        }
        await ConvergeAsync(place.Path);
    }

    /// <summary>
    /// What the run says at its end. A new thread of .NET reads from /proc where its stack lies; when that very call fails,
    /// whoever starts the thread waits for it without end, as its stack showed (Thread.StartCore). Such a process is killed,
    /// which a run must survive too.
    /// </summary>
    async Task<string[]> ToldAsync(OtherProcess process)
    {
        var told = process.ReadToEndAsync();
        var ended = await Task.WhenAny(told, Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        if (ended == told) return await told;
        output.WriteLine("killed: it has stopped in a call of the system that failed");
        process.Kill();
        return await told;
    }

    static async Task ConvergeAsync(string place)
    {
        using var mirror = new Mirror(place);
        var report = await mirror.RunAsync();
        Assert.True(report.Result == RunResult.Succeeded, report.Result + " " + report.Stop?.Message);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    // It ends with the process that it traces.
    static void Trace(string process, string calls, string fault)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "-e", "trace=" + calls, "-e", $"inject={calls}:{fault}", "-p", process])
        {
            RedirectStandardError = true,
        };
        using var strace = Process.Start(start)!;
        var line = strace.StandardError.ReadLine();
        if (line?.Contains("attached", StringComparison.Ordinal) != true) Assert.Skip("strace does not work here: " + line);
        _ = strace.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    static string Few(Random random) => (random.Next(1, 60) / 1000.0).ToString(System.Globalization.CultureInfo.InvariantCulture);

    static void Require(string program)
    {
        Platform.RequireLinux();
        if (Tool.Try("which", program).Code != 0) Assert.Skip(program + " is not here");
    }
}
