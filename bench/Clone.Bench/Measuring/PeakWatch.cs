using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Clone.Bench.Measuring;

/// <summary>
/// Watches the peaks of resident memory (VmHWM) of a process and of all that it starts. wait4 tells the same, but for
/// a process that was spawned it also counts the memory of its parent, which lent it its own until exec
/// (exec_mmap in the Linux kernel): small programs can only be measured from outside.
/// </summary>
sealed class PeakWatch : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    readonly int root;
    readonly ManualResetEventSlim end = new();
    readonly Thread thread;
    long peak;

    public PeakWatch(int root)
    {
        this.root = root;
        thread = new Thread(Watch) { IsBackground = true };
        thread.Start();
    }

    /// <summary>The largest peak seen in bytes.</summary>
    public long PeakBytes => Interlocked.Read(ref peak);

    /// <summary>The peak of this process.</summary>
    public static long OwnPeakBytes() => PeakOf(Environment.ProcessId);

    public void Dispose()
    {
        end.Set();
        thread.Join();
        end.Dispose();
    }

    void Watch()
    {
        do
        {
            foreach (var id in Family(root)) peak = Math.Max(peak, PeakOf(id));
        }
        while (!end.Wait(Pause));
    }

    static IEnumerable<int> Family(int id)
    {
        yield return id;
        foreach (var child in Read($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var member in Family(int.Parse(child))) yield return member;
        }
    }

    static long PeakOf(int id)
    {
        var line = Read($"/proc/{id}/status").Split('\n').FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024;
    }

    static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }
}
