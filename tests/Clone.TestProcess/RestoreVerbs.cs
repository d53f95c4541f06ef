using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Restore;

namespace Clone.TestProcess;

/// <summary>Verbs that restore.</summary>
static class RestoreVerbs
{
    /// <summary>HOME JOB FOLDER: restores the copy of a job; writes "started", then the result and the exit code.</summary>
    public static int Run(string[] arguments)
    {
        var options = new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = arguments[0] };
        using var node = CloneNode.Open(options);
        var request = new RestoreRequest
        {
            From = new CopyPlace { Job = node.Jobs.Find(arguments[1]) },
            Destination = arguments[2],
        };
        Console.WriteLine("started");
        var report = Task.Run(() => node.RestoreAsync(request, progress: null, CancellationToken.None)).Result;
        Console.WriteLine(report.Result + " " + report.ExitCode + " " + report.Stop?.ErrorId);
        return 0;
    }
}
