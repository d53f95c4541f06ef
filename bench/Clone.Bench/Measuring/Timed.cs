using System;
using System.Diagnostics;
using System.IO;

namespace Clone.Bench.Measuring;

/// <summary>Runs programs to their end and measures them.</summary>
static class Timed
{
    /// <summary>Runs one; throws with its output when it fails.</summary>
    public static Sample RunOrThrow(Command command)
    {
        var output = Path.GetTempFileName();
        try
        {
            var own = PeakWatch.OwnPeakBytes();
            var start = Stopwatch.GetTimestamp();
            var pid = PosixChild.Start(command, output);
            using var watch = new PeakWatch(pid);
            var (exitCode, processor, peak) = PosixChild.Wait(pid);
            var wall = Stopwatch.GetElapsedTime(start);
            if (exitCode != 0) throw new InvalidOperationException($"{command}: exit code {exitCode}: {File.ReadAllText(output)}");
            return new Sample(wall, processor, peak > own ? peak : watch.PeakBytes);
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>What a program writes; null when it is not there or fails.</summary>
    public static string? Output(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
