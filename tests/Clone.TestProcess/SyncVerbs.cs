using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Sync;

namespace Clone.TestProcess;

/// <summary>Verbs that run jobs.</summary>
static class SyncVerbs
{
    /// <summary>HOME JOB MODE: runs a job; writes "started" when its run moves, then the result and the exit code.</summary>
    public static int Run(string[] arguments)
    {
        var options = new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = arguments[0] };
        using var node = CloneNode.Open(options);
        var job = node.Jobs.Find(arguments[1]);
        Console.WriteLine("started");
        var report = Task.Run(() => node.SyncAsync(
            job, Enum.Parse<SyncMode>(arguments[2]), force: false, progress: null, CancellationToken.None)).Result;
        Console.WriteLine(report.Result + " " + report.ExitCode + " " + report.Stop?.ErrorId);
        foreach (var failure in report.Failures) Console.WriteLine(failure.Path + ": " + failure.Code);
        return 0;
    }
}
