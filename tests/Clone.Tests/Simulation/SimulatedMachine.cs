using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Machine;
using Clone.Engine.Sync;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>What of a machine outlasts a run: a source in memory, the state of a node, and somebody who works.</summary>
abstract class SimulatedMachine : IMachineFingerprint, IDisposable
{
    readonly SourceActor actor;
    MemoryStateStore state = new(_ => { });
    string home = NewHome();
    int starts;

    protected SimulatedMachine(Random random, MemoryDisk source)
    {
        Random = random;
        Source = source;
        actor = new SourceActor(source, random);
        History = new SourceHistory(source);
    }

    public Random Random { get; }

    public MemoryDisk Source { get; }

    public SourceHistory History { get; }

    protected SimulatedTime Time { get; } = new();

    /// <summary>Somebody does one thing in the source, or several.</summary>
    public void Work(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            actor.Act();
            History.Observe();
        }
    }

    /// <summary>Somebody writes here and there into larger files of the source.</summary>
    public void ChangeSome()
    {
        actor.ChangeSome();
        History.Observe();
    }

    /// <summary>Somebody writes to a file of the source, if it is one.</summary>
    public void WriteTo(string path)
    {
        actor.WriteTo(path);
        History.Observe();
    }

    public void JumpInTime(TimeSpan by) => Time.Jump(by);

    public IReadOnlyList<string> Folders() => [.. Picture.Of(Source.Root).Where(pair => pair.Value.Kind == EntryKind.Folder).Select(pair => pair.Key)];

    /// <summary>The node, with nothing but the disks to go wrong.</summary>
    public CloneNode Open(IMemoryWatch watch) => Open(watch, _ => { }, () => { });

    public void Dispose() => Directory.Delete(home, recursive: true);

    IReadOnlyDictionary<string, string> IMachineFingerprint.Read() => new Dictionary<string, string> { ["machineId"] = "simulated" };

    /// <summary>The platform that the node runs on.</summary>
    protected abstract MemoryPlatform PlatformOf(IMemoryWatch watch, Action useMachine);

    /// <summary>The libraries that the node works with.</summary>
    protected virtual IAdapters AdaptersOver(MemoryStateStore files, IMemoryWatch watch) => new MemoryAdapters(files);

    /// <summary>How much goes at once.</summary>
    protected abstract WorkLimits Limits { get; }

    /// <summary>One run in a program of its own.</summary>
    /// <returns>Its report; null when it was killed.</returns>
    protected async Task<RunReport?> ReportAsync(SimulatedProgram run, SyncMode mode, bool force)
    {
        try
        {
            using var node = Open(run, run.UseState, run.UseMachine);
            return await node.SyncAsync(node.Jobs.Find("job"), mode, force, progress: null, run.Stopping);
        }
        catch (KilledException) when (run.IsKilled)
        {
            return null;
        }
        catch (CloneException e) when (e.Id == ErrorId.CloneStateUnavailable && run.Mishaps.FailState > 0)
        {
            // There is no state to run with; nothing was done.
            return new RunReport { Result = RunResult.Failed };
        }
    }

    /// <summary>The machine goes off and on again.</summary>
    protected void Restart() => starts++;

    /// <summary>What the state files had not brought to the disk is lost.</summary>
    protected void CutPowerOfState() => state.CutPower(Random);

    /// <summary>The machine is lost with all that it knew; the source comes back on another.</summary>
    protected void ForgetState()
    {
        Directory.Delete(home, recursive: true);
        (home, state) = (NewHome(), new MemoryStateStore(_ => { }));
    }

    static string NewHome()
    {
        var home = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "clone-world-" + Guid.NewGuid().ToString("N"))).FullName;
        File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return home;
    }

    CloneNode Open(IMemoryWatch watch, Action<string> useState, Action useMachine)
    {
        state.Before = useState;
        return CloneNode.Open(new NodeOptions
        {
            Adapters = AdaptersOver(state, watch),
            Version = "1.0.0",
            Home = home,
            Time = Time,
            Platform = PlatformOf(watch, useMachine),
            Machine = this,
            Work = Limits,
            Boot = "start " + starts,
        });
    }
}
