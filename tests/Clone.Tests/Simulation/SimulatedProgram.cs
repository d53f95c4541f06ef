using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>One run's program: counts what it does step by step, and is killed or stopped at one of the steps.</summary>
/// <param name="machine">Where it runs.</param>
/// <param name="mishaps">What goes wrong.</param>
abstract class SimulatedProgram(SimulatedMachine machine, Mishaps mishaps) : IMemoryWatch, IDisposable
{
    const int KeptSteps = 4000;

    readonly CancellationTokenSource stop = new();
    readonly Queue<string> steps = new();
    int calls;

    public Mishaps Mishaps => mishaps;

    /// <summary>The program is dead.</summary>
    public bool IsKilled { get; private set; }

    public CancellationToken Stopping => stop.Token;

    /// <summary>What the program asked for, the last at the end.</summary>
    public IEnumerable<string> Steps => steps;

    /// <summary>Decides what goes wrong in this run.</summary>
    protected Random Chance { get; } = new(machine.Random.Next());

    public abstract void Before(in MemoryCall call);

    public abstract void After(in MemoryCall call);

    public int Shorten(in MemoryCall call, int count) =>
        Chance.Next(100) < mishaps.ReadShort ? Chance.Next(1, count + 1) : count;

    /// <summary>The program is about to use a state file.</summary>
    public void UseState(string name)
    {
        Step("state " + name);
        if (IsKillStep) throw Kill("before");
        if (Chance.Next(10_000) >= mishaps.FailState) return;
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

    /// <summary>Whether the program is to be killed at this step.</summary>
    protected bool IsKillStep => calls == mishaps.KillAt;

    protected void Step(string what)
    {
        if (IsKilled) throw new KilledException();
        Note(what);
        calls++;
        if (IsKillStep && !mishaps.KillsAfter) throw Kill("before");
        if (calls == mishaps.CancelAt)
        {
            Note("stopped by somebody");
            stop.Cancel();
        }
        if (Chance.Next(10_000) >= mishaps.Work) return;
        machine.Work();
        Note("somebody works in the source");
    }

    protected KilledException Kill(string when)
    {
        Note("killed " + when);
        IsKilled = true;
        return new KilledException();
    }

    protected EntryException Failed(in MemoryCall call, IoProblem problem, string code, string note = "")
    {
        Note("  fails: " + code + note);
        return new EntryException(problem, code, call.Operation);
    }

    protected void Note(string step)
    {
        steps.Enqueue(step);
        if (steps.Count > KeptSteps) steps.Dequeue();
    }
}
