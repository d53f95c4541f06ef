using System.IO;
using Clone.Engine.Unix;
using Clone.Engine.Windows;

namespace Clone.Engine.Machine;

/// <summary>The priorities of threads, for processor and disks alike.</summary>
static class ThreadPriorities
{
    /// <summary>What nice(1) adds when nobody says more: about a tenth of the weight of others.</summary>
    const int Nice = 10;

    /// <summary>
    /// Gives the calling thread a low priority for the rest of its life. Where the system does not let it, it works on as it
    /// is: slower for others is better than not at all.
    /// </summary>
    /// <remarks>
    /// Linux: the nice value is the thread's own, and nice(2) concerns the calling thread alone (sched(7)); so is the I/O
    /// priority (ioprio_set(2)). Of the latter the last of best effort, and not idle: a disk that is never idle would let
    /// the copy grow old without end. Where nothing schedules I/O by priority (none, on most NVMe) it means nothing. Windows:
    /// background mode, which lowers the priority of the thread, of its I/O and of its memory.
    /// </remarks>
    public static void Lower()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            _ = Kernel32.SetThreadPriority(Kernel32.GetCurrentThread(), Kernel32.ThreadModeBackgroundBegin);
            return;
        }
        _ = Libc.AddNice(Nice);
        var isIdle = Libc.GetIoPriority(Libc.IoPriorityOfProcess, 0) >> Libc.IoPriorityClassShift == Libc.IoPriorityIdle;
        if (!isIdle) _ = Libc.SetIoPriority(Libc.IoPriorityOfProcess, 0, Libc.IoPriorityBestEffortLast);
    }
}
