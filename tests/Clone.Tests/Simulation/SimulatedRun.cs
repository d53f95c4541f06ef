using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>One run's program: sees what it asks of its disks and of the state, and lets go wrong what is to go wrong.</summary>
sealed class SimulatedRun(World world, Mishaps mishaps) : IMemoryWatch, IDisposable
{
    const int KeptSteps = 4000;

    static readonly (IoProblem Problem, string Code)[] Problems =
    [
        (IoProblem.InUse, "EBUSY"), (IoProblem.DeviceError, "EIO"), (IoProblem.OutOfResources, "EMFILE"),
        (IoProblem.AccessDenied, "EACCES"), (IoProblem.DiskFull, "ENOSPC"), (IoProblem.Other, "E2BIG"),
    ];

    /// <summary>Others would be answers, where the program tries what the destination can do.</summary>
    static readonly (IoProblem Problem, string Code)[] Moments =
        [(IoProblem.InUse, "EBUSY"), (IoProblem.OutOfResources, "EMFILE"), (IoProblem.DiskFull, "ENOSPC")];

    readonly Random random = new(world.Random.Next());
    readonly CancellationTokenSource stop = new();
    readonly Queue<string> steps = new();
    int calls;
    int callsInChange;
    bool isInChange;

    public Mishaps Mishaps => mishaps;

    /// <summary>The program is dead.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>A removal took effect and was said to have failed.</summary>
    public bool LiedOfRemovals { get; private set; }

    /// <summary>What was removed at the destination that a reader takes for something.</summary>
    public int Removed { get; private set; }

    public CancellationToken Stopping => stop.Token;

    /// <summary>What the program asked for, the last at the end.</summary>
    public IEnumerable<string> Steps => steps;

    public void Before(in MemoryCall call)
    {
        Step(call.ToString());
        isInChange = call.Disk == world.Disk && world.Journals().Any();
        if (isInChange && ++callsInChange == mishaps.KillInChangeAt && !mishaps.KillsAfter) throw Kill("before");
        world.Referee.MayChange(call);
        if (call is { Operation: EntryOperation.Read } && call.Disk == world.Source && random.Next(100) < mishaps.Tear)
        {
            world.WriteTo(call.Path);
            Note("  somebody writes to it");
        }
        if (call.Disk == world.Source && IsClosed(call.Path)) throw Failed(call, IoProblem.AccessDenied, "EACCES");
        if (random.Next(10_000) < mishaps.FailBefore) throw Failed(call);
    }

    public void After(in MemoryCall call)
    {
        if (call.Disk == world.Disk) world.Referee.HasChanged(call, this);
        if (call is { Operation: EntryOperation.Remove } && call.Disk == world.Disk && World.IsSeen(world.InCopy(call.Path))) Removed++;
        if (calls == mishaps.KillAt || (isInChange && callsInChange == mishaps.KillInChangeAt)) throw Kill("after");
        if (!call.Changes || random.Next(10_000) >= mishaps.FailAfter) return;
        LiedOfRemovals |= call.Operation == EntryOperation.Remove;
        throw Failed(call, note: " after it took effect");
    }

    public int Shorten(in MemoryCall call, int count) =>
        random.Next(100) < mishaps.ReadShort ? random.Next(1, count + 1) : count;

    /// <summary>The program is about to use a state file.</summary>
    public void UseState(string name)
    {
        Step("state " + name);
        if (calls == mishaps.KillAt) throw Kill("before");
        if (random.Next(10_000) >= mishaps.FailState) return;
        Note("state fails");
        throw new CloneException(ErrorId.CloneStateUnavailable, name, "EIO");
    }

    /// <summary>A folder of the machine is about to be opened, which holds state too.</summary>
    public void UseMachine() => Step("machine");

    /// <summary>True when nobody may read what lies in a folder of the source.</summary>
    public bool IsClosed(string path)
    {
        foreach (var closed in mishaps.Closed)
            if (path == closed || path.StartsWith(closed + "/", StringComparison.Ordinal)) return true;
        return false;
    }

    public void Dispose() => stop.Dispose();

    void Step(string what)
    {
        if (IsKilled) throw new KilledException();
        Note(what);
        calls++;
        if (calls == mishaps.KillAt && !mishaps.KillsAfter) throw Kill("before");
        if (calls == mishaps.CancelAt)
        {
            Note("stopped by somebody");
            stop.Cancel();
        }
        if (random.Next(10_000) >= mishaps.Work) return;
        world.Work();
        Note("somebody works in the source");
    }

    KilledException Kill(string when)
    {
        Note("killed " + when);
        IsKilled = true;
        return new KilledException();
    }

    EntryException Failed(in MemoryCall call, string note = "")
    {
        var problems = call.Path.StartsWith("source/CloneForWindows", StringComparison.Ordinal) ? Moments : Problems;
        var (problem, code) = problems[random.Next(problems.Length)];
        return Failed(call, problem, code, note);
    }

    EntryException Failed(in MemoryCall call, IoProblem problem, string code, string note = "")
    {
        Note("  fails: " + code + note);
        return new EntryException(problem, code, call.Operation);
    }

    void Note(string step)
    {
        steps.Enqueue(step);
        if (steps.Count > KeptSteps) steps.Dequeue();
    }
}
