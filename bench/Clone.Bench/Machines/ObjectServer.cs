using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>
/// A real service on loopback that holds everything in memory and shares the processors with whoever is measured. It ends with
/// this process.
/// </summary>
abstract class ObjectServer(Workplace place, string folder) : IDisposable
{
    Process? process;

    /// <summary>The folder that it works in.</summary>
    protected string Folder => folder;

    /// <summary>Begins it, or begins it anew, with nothing in it but an empty bucket or container.</summary>
    public void Renew()
    {
        Stop();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        Prepare();
        var (script, arguments) = Start;
        var start = new ProcessStartInfo("bash", [Path.Combine(place.Root, "tests", "servers", script), folder, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is var line && line != "ready") throw new InvalidOperationException(script + ": " + line);
        Timed.RunOrThrow(Rclone("mkdir", Remote("")));
    }

    /// <summary>The script that runs it, and what comes behind the folder.</summary>
    protected abstract (string Script, IReadOnlyList<string> Arguments) Start { get; }

    /// <summary>What must lie in its folder.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>A folder of the bucket or container as rclone is told of it.</summary>
    public abstract string Remote(string path);

    /// <summary>Makes a job of a folder to it.</summary>
    public abstract Command NewJob(CloneShell shell, string name, string source);

    /// <summary>The cmdlet that restores from it.</summary>
    public abstract string Restore { get; }

    /// <summary>Requests that it has counted since it began; null where it counts none.</summary>
    public abstract long? Requests { get; }

    /// <summary>A command of rclone, without a machine's own bundle of authorities, which its client refuses.</summary>
    public static Command Rclone(params string[] arguments) => new("env", ["-u", "AWS_CA_BUNDLE", "rclone", .. arguments]);

    public void Dispose() => Stop();

    void Stop()
    {
        if (process is null) return;
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>The first of some programs that is not there.</summary>
    protected static string? MissingOf(IEnumerable<string> programs) =>
        programs.FirstOrDefault(program => !IsThere(program)) is { } missing ? missing + " is not installed" : null;

    protected static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(at => File.Exists(Path.Combine(at, program)));
}
