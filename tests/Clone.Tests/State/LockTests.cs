using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.State;

public sealed class LockTests : IDisposable
{
    readonly TestMachine machine = new();

    string LockFile => machine["x.lock"];

    public void Dispose() => machine.Dispose();

    [Fact]
    public void A_lock_has_one_holder_at_a_time()
    {
        var first = FileLock.TryAcquire(LockFile);
        Assert.NotNull(first);
        Assert.Null(FileLock.TryAcquire(LockFile));
        first.Dispose();
        using var next = FileLock.TryAcquire(LockFile);
        Assert.NotNull(next);
    }

    [Fact]
    public void Whoever_waits_too_long_is_told()
    {
        using var first = FileLock.TryAcquire(LockFile);
        var error = Failing.With(
            ErrorId.CloneStateBusy, () => FileLock.Acquire(LockFile, TimeSpan.FromMilliseconds(20)));
        Assert.Equal(LockFile, error.Arguments[0]);
    }

    [Fact]
    public async Task Whoever_waits_gets_the_lock_when_it_is_given_back()
    {
        var first = FileLock.TryAcquire(LockFile)!;
        var waiting = Task.Run(() => FileLock.Acquire(LockFile, TimeSpan.FromSeconds(60)), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        using var second = await waiting;
        Assert.Null(FileLock.TryAcquire(LockFile));
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_no_lock_that_is_held() => Failing.With(
        ErrorId.CloneStateUnavailable, () => FileLock.TryAcquire(Path.Combine(LockFile, "below", "nothing")));

    [Fact]
    public async Task Another_process_holds_a_lock_until_it_is_killed()
    {
        using var other = OtherProcess.Start("lock-hold", LockFile);
        Assert.Equal("held", await other.ReadLineAsync());
        Assert.Null(FileLock.TryAcquire(LockFile));
        other.Kill();
        using var own = FileLock.TryAcquire(LockFile);
        Assert.NotNull(own);
        using var third = OtherProcess.Start("lock-hold", LockFile);
        Assert.Equal("taken by another", await third.ReadLineAsync());
    }

    [Fact]
    public async Task A_lock_holds_also_where_the_runtime_takes_none()
    {
        const string NoLocks = "DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1";
        using var first = OtherProcess.Start(NoLocks, "lock-hold", [LockFile]);
        Assert.Equal("held", await first.ReadLineAsync());
        using var second = OtherProcess.Start(NoLocks, "lock-hold", [LockFile]);
        Assert.Equal("taken by another", await second.ReadLineAsync());
    }

    [Fact]
    public void Each_job_has_a_lock_of_its_own()
    {
        var folder = StateFolder.Open(machine.Options);
        var id = Guid.NewGuid();
        using var one = JobLock.TryAcquire(folder, id);
        Assert.NotNull(one);
        Assert.Null(JobLock.TryAcquire(folder, id));
        using var other = JobLock.TryAcquire(folder, Guid.NewGuid());
        Assert.NotNull(other);
    }
}
