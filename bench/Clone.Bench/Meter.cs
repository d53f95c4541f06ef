using System;
using System.Diagnostics;
using System.IO;

namespace Clone.Bench;

/// <summary>Runs a command to its end and measures the whole process: wall time, and the highest memory of its first process.</summary>
static class Meter
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static Figure Run(Side side)
    {
        var start = new ProcessStartInfo(side.Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in side.Arguments) start.ArgumentList.Add(argument);
        foreach (var variable in side.Environment) start.Environment[variable.Key] = variable.Value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(Look)) peak = Math.Max(peak, PeakKilobytes(process.Id));
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException(side.Name + " ended with " + process.ExitCode + ": " + errors.Result + output.Result);
        return new Figure(seconds, peak / 1024.0);
    }

    /// <summary>VmHWM of https://man7.org/linux/man-pages/man5/proc_pid_status.5.html, in kB.</summary>
    static long PeakKilobytes(int id)
    {
        try
        {
            foreach (var line in File.ReadLines("/proc/" + id + "/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0]);
        }
        catch (IOException)
        {
            // It has just ended.
        }
        return 0;
    }
}
