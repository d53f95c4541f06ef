using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Memory;
using Clone.Tests.Objects;

namespace Clone.Tests.Simulation;

/// <summary>A run over a bucket: sees what it asks of its service, and lets go wrong what is to go wrong.</summary>
sealed class BucketRun(BucketWorld world, Mishaps mishaps, BucketMishaps service) : SimulatedProgram(world, mishaps)
{
    static readonly (IoProblem Problem, string Code)[] Problems =
    [
        (IoProblem.InUse, "EBUSY"), (IoProblem.DeviceError, "EIO"), (IoProblem.OutOfResources, "EMFILE"), (IoProblem.AccessDenied, "EACCES"),
    ];

    static readonly (IoProblem Problem, string Code)[] Answers =
    [
        (IoProblem.DeviceError, "InternalError"), (IoProblem.DeviceGone, "RESET"), (IoProblem.AccessDenied, "AccessDenied"),
        (IoProblem.Throttled, "SlowDown"), (IoProblem.Other, "BadRequest"),
    ];

    int requests;

    public BucketMishaps Service => service;

    /// <summary>Whether nothing may go wrong.</summary>
    public bool IsQuiet => Mishaps.AreNone && service.AreNone;

    /// <summary>A store as the program opens it.</summary>
    public IObjectStore OpenStore()
    {
        var store = world.OpenStore();
        (store.OnRequest, store.OnDone, store.OnDelete) = (Ask, Answer, Delete);
        return store;
    }

    public override void Before(in MemoryCall call)
    {
        Step(call.ToString());
        if (call.Changes) world.Referee.Violations.Add("the source is changed: " + call);
        if (call is { Operation: EntryOperation.Read } && Chance.Next(100) < Mishaps.Tear)
        {
            world.WriteTo(call.Path);
            Note("  somebody writes to it");
        }
        if (IsClosed(call.Path)) throw Failed(call, IoProblem.AccessDenied, "EACCES");
        if (Chance.Next(10_000) >= Mishaps.FailBefore) return;
        var (problem, code) = Problems[Chance.Next(Problems.Length)];
        throw Failed(call, problem, code);
    }

    public override void After(in MemoryCall call)
    {
        if (IsKillStep) throw Kill("after");
    }

    /// <summary>A change of the bucket, as the steps tell it.</summary>
    public void Saw(in BucketChange change) => Note("  " + (change.After is { } put ? "puts " + put.Contents.Length + " bytes" : "removes") + " " + change.Key);

    MemoryFault? Ask(RequestKind kind, string key)
    {
        Step(kind + " " + key);
        world.Referee.Asks = this;
        requests++;
        if (requests >= service.OutageAt && requests < service.OutageAt + service.OutageLength) return Fault(new(IoProblem.DeviceGone, "RESET", EntryOperation.Write), ServiceRemedy.Retry, isDone: false);
        if (Chance.Next(10_000) < service.FailBefore) return Fault(isDone: false);
        return Chance.Next(10_000) < service.FailAfter ? Fault(isDone: true) : null;
    }

    void Answer(RequestKind kind, string key)
    {
        world.Referee.Asks = null;
        if (IsKillStep) throw Kill("after");
    }

    EntryException? Delete(string key) =>
        Chance.Next(1000) < service.Undeleted ? new EntryException(IoProblem.DeviceError, "InternalError", EntryOperation.Remove) : null;

    MemoryFault Fault(bool isDone)
    {
        var (problem, code) = Answers[Chance.Next(Answers.Length)];
        var remedy = Chance.Next(100) >= service.Passing ? ServiceRemedy.None : Chance.Next(2) == 0 ? ServiceRemedy.Retry : ServiceRemedy.Slow;
        return Fault(new EntryException(problem, code, EntryOperation.Write), remedy, isDone);
    }

    MemoryFault Fault(EntryException error, ServiceRemedy remedy, bool isDone)
    {
        Note("  fails: " + error.Code + ", " + remedy + (isDone ? " after it was carried out" : ""));
        return new MemoryFault(new ServiceFailure(error, remedy), isDone);
    }
}
