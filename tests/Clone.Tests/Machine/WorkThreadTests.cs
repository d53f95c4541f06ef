using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Machine;
using Clone.Engine.Unix;
using Xunit;

namespace Clone.Tests.Machine;

/// <summary>Threads of a run.</summary>
public sealed class WorkThreadTests
{
    [Fact]
    public async Task Work_ends_as_its_thread_does()
    {
        var there = Environment.CurrentManagedThreadId;
        await WorkThreads.Usual.Run(() => Assert.False(Thread.CurrentThread.IsThreadPoolThread));
        await WorkThreads.Low.Run(() => there = Environment.CurrentManagedThreadId);
        Assert.NotEqual(Environment.CurrentManagedThreadId, there);
        await Assert.ThrowsAsync<InvalidOperationException>(() => WorkThreads.Usual.Run(() => throw new InvalidOperationException()));
        var cancelled = WorkThreads.Low.Run(() => throw new OperationCanceledException());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
    }

    [Fact]
    public async Task A_low_thread_comes_last_at_the_disk_and_others_stay_as_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ioprio_get is Linux's");
        var usual = Libc.GetIoPriority(Libc.IoPriorityOfProcess, 0);
        await WorkThreads.Low.Run(() => Assert.Equal(
            Libc.IoPriorityBestEffortLast, Libc.GetIoPriority(Libc.IoPriorityOfProcess, 0)));
        await WorkThreads.Usual.Run(() => Assert.Equal(usual, Libc.GetIoPriority(Libc.IoPriorityOfProcess, 0)));
        Assert.Equal(usual, Libc.GetIoPriority(Libc.IoPriorityOfProcess, 0));
    }
}
