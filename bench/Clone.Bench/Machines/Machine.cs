using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>Where it was measured.</summary>
sealed record Machine(string Text)
{
    public static Machine Describe(string folder)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        var system = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?.Split('=')[1].Trim('"')
            : null;
        var fileSystem = Timed.Output("stat", "--file-system", "--format=%T", folder) ?? "unknown";
        var commit = Timed.Output("git", "-C", AppContext.BaseDirectory, "rev-parse", "--short", "HEAD") ?? "unknown";
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return new Machine(
            $"Measured {DateTime.UtcNow:yyyy-MM-dd} at commit {commit}: {Environment.ProcessorCount} x {processor}, {memory} GiB, "
            + $"{system ?? "Linux"}, kernel {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}, work folder on {fileSystem}; "
            + $"load average before: {load}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
