using System;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.TestProcess;

/// <summary>Verbs that run jobs.</summary>
static class SyncVerbs
{
    /// <summary>
    /// HOME SOURCE BASE FOLDERS FILES: makes a job and runs it two times over sides in which that many folders with that
    /// many files seem to lie; writes of each run its result, what was skipped, its seconds, and the largest memory in bytes.
    /// </summary>
    public static int RunGenerated(string[] arguments)
    {
        var (folders, files) = (int.Parse(arguments[3], CultureInfo.InvariantCulture), int.Parse(arguments[4], CultureInfo.InvariantCulture));
        var options = new NodeOptions
        {
            Adapters = new AdapterSet(),
            Version = "1.0.0",
            Home = arguments[0],
            Platform = new GeneratedPlatform(arguments[1], arguments[2], folders, files),
        };
        using var node = CloneNode.Open(options);
        node.Jobs.Create(new JobChanges { Name = "job", Source = arguments[1], HddBaseFolder = arguments[2], TakeOver = TakeOverMode.Adopt });
        for (var run = 0; run < 2; run++)
        {
            var report = Task.Run(() => node.SyncAsync(
                node.Jobs.Find("job"), SyncMode.Incremental, force: false, progress: null, CancellationToken.None)).Result;
            using var own = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{report.Result} {report.Skipped} {report.Duration.TotalSeconds:f1} {own.PeakWorkingSet64} {report.Stop?.ErrorId}"));
        }
        return 0;
    }

    /// <summary>HOME JOB MODE: runs a job; writes "started" when its run moves, then the result and the exit code.</summary>
    public static int Run(string[] arguments)
    {
        using var node = Open(arguments);
        Run(node, arguments);
        return 0;
    }

    /// <summary>
    /// HOME JOB MODE: the same, but writes "ready" and waits for a line before. The engine's calls of libc go where a
    /// library of LD_PRELOAD sees them, which it does not where libc is looked up by its name.
    /// </summary>
    public static int RunWhenTold(string[] arguments)
    {
        NativeLibrary.SetDllImportResolver(
            typeof(CloneNode).Assembly, (name, _, _) => name == "libc" ? NativeLibrary.GetMainProgramHandle() : 0);
        using var node = Open(arguments);
        Console.WriteLine("ready");
        Console.ReadLine();
        Run(node, arguments);
        return 0;
    }

    static CloneNode Open(string[] arguments) =>
        CloneNode.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = arguments[0] });

    static void Run(CloneNode node, string[] arguments)
    {
        var job = node.Jobs.Find(arguments[1]);
        Console.WriteLine("started");
        var report = Task.Run(() => node.SyncAsync(
            job, Enum.Parse<SyncMode>(arguments[2]), force: false, progress: null, CancellationToken.None)).Result;
        Console.WriteLine(report.Result + " " + report.ExitCode + " " + report.Stop?.ErrorId);
        if (report.Stop is { } stop) Console.WriteLine(stop.Message);
        foreach (var failure in report.Failures) Console.WriteLine(failure.Path + ": " + failure.Code);
    }
}
