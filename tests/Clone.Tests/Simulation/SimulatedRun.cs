using System;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>A run over disks: sees what it asks of them, and lets go wrong what is to go wrong.</summary>
sealed class SimulatedRun(World world, Mishaps mishaps) : SimulatedProgram(world, mishaps)
{
    static readonly (IoProblem Problem, string Code)[] Problems =
    [
        (IoProblem.InUse, "EBUSY"), (IoProblem.DeviceError, "EIO"), (IoProblem.OutOfResources, "EMFILE"),
        (IoProblem.AccessDenied, "EACCES"), (IoProblem.DiskFull, "ENOSPC"), (IoProblem.Other, "E2BIG"),
    ];

    /// <summary>Others would be answers, where the program tries what the destination can do.</summary>
    static readonly (IoProblem Problem, string Code)[] Moments =
        [(IoProblem.InUse, "EBUSY"), (IoProblem.OutOfResources, "EMFILE"), (IoProblem.DiskFull, "ENOSPC")];

    int callsInChange;
    bool isInChange;

    /// <summary>A removal took effect and was said to have failed.</summary>
    public bool LiedOfRemovals { get; private set; }

    /// <summary>What was removed at the destination that a reader takes for something.</summary>
    public int Removed { get; private set; }

    public override void Before(in MemoryCall call)
    {
        Step(call.ToString());
        isInChange = call.Disk == world.Disk && world.Journals().Any();
        if (isInChange && ++callsInChange == Mishaps.KillInChangeAt && !Mishaps.KillsAfter) throw Kill("before");
        world.Referee.MayChange(call);
        if (call is { Operation: EntryOperation.Read } && call.Disk == world.Source && Chance.Next(100) < Mishaps.Tear)
        {
            world.WriteTo(call.Path);
            Note("  somebody writes to it");
        }
        if (call.Disk == world.Source && IsClosed(call.Path)) throw Failed(call, IoProblem.AccessDenied, "EACCES");
        if (Chance.Next(10_000) < Mishaps.FailBefore) throw Failed(call);
    }

    public override void After(in MemoryCall call)
    {
        if (call.Disk == world.Disk) world.Referee.HasChanged(call, this);
        if (call is { Operation: EntryOperation.Remove } && call.Disk == world.Disk && World.IsSeen(world.InCopy(call.Path))) Removed++;
        if (IsKillStep || (isInChange && callsInChange == Mishaps.KillInChangeAt)) throw Kill("after");
        if (!call.Changes || Chance.Next(10_000) >= Mishaps.FailAfter) return;
        LiedOfRemovals |= call.Operation == EntryOperation.Remove;
        throw Failed(call, note: " after it took effect");
    }

    EntryException Failed(in MemoryCall call, string note = "")
    {
        var problems = call.Path.StartsWith("source/CloneForWindows", StringComparison.Ordinal) ? Moments : Problems;
        var (problem, code) = problems[Chance.Next(problems.Length)];
        return Failed(call, problem, code, note);
    }
}
