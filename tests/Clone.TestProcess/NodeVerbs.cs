using System;
using System.IO;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.State;

namespace Clone.TestProcess;

/// <summary>Verbs that work with a node and its locks.</summary>
static class NodeVerbs
{
    /// <summary>
    /// HOME, or "-" for the place that the environment says: opens the node; writes its id, "made" or "found", and
    /// where its state is.
    /// </summary>
    public static int Open(string[] arguments)
    {
        using var node = CloneNode.Open(OptionsOf(arguments[0]));
        Console.WriteLine(node.Info.NodeId + (node.WasMade ? " made " : " found ") + node.Info.DataPath);
        return 0;
    }

    /// <summary>HOME PREFIX COUNT: makes jobs with sources and disks that it makes beside HOME; writes a line for each.</summary>
    public static int CreateJobs(string[] arguments)
    {
        using var node = CloneNode.Open(OptionsOf(arguments[0]));
        for (var i = 0; i < int.Parse(arguments[2]); i++)
        {
            var name = arguments[1] + i;
            var place = Path.Combine(Path.GetDirectoryName(arguments[0])!, name);
            var source = Directory.CreateDirectory(Path.Combine(place, "source")).FullName;
            var disk = Directory.CreateDirectory(Path.Combine(place, "disk")).FullName;
            node.Jobs.Create(new JobChanges { Name = name, Source = source, HddBaseFolder = disk });
            Console.WriteLine(name);
        }
        return 0;
    }

    /// <summary>PATH: takes a lock, writes "held" or "taken by another", and holds it until its input ends.</summary>
    public static int HoldLock(string[] arguments)
    {
        using var own = FileLock.TryAcquire(arguments[0]);
        Console.WriteLine(own is null ? "taken by another" : "held");
        Console.ReadLine();
        return 0;
    }

    /// <summary>HOME ID: puts something aside as a run of that id does, writes "held", and stays until its input ends.</summary>
    public static int HoldSpool(string[] arguments)
    {
        using var node = CloneNode.Open(OptionsOf(arguments[0]));
        using var spool = node.Spools.Create(Guid.Parse(arguments[1]));
        spool.Table("rows").Clear();
        Console.WriteLine("held");
        Console.ReadLine();
        return 0;
    }

    /// <summary>HOME SOURCE DESTINATION: begins as a run that has copied 5 items, writes "in", and stays until its input ends.</summary>
    public static int EnterRun(string[] arguments)
    {
        using var node = CloneNode.Open(OptionsOf(arguments[0]));
        var run = new RunTicket
        {
            RunId = Guid.NewGuid(),
            JobId = Guid.NewGuid(),
            JobName = "other",
            Source = arguments[1],
            Destination = arguments[2],
            ProcessId = Environment.ProcessId,
        };
        using var place = node.Queue.Join(run);
        place.Show(new RunProgress { Phase = RunPhase.Copying, Copied = 5 });
        Console.WriteLine(place.TryBegin(int.MaxValue) ? "in" : "out");
        Console.ReadLine();
        return 0;
    }

    static NodeOptions OptionsOf(string home) =>
        new() { Adapters = new AdapterSet(), Version = "1.0.0", Home = home == "-" ? null : home };
}
