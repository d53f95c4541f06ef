using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>A run of the job "job" in a process of its own, to have something happen to it in the middle.</summary>
sealed class OtherRun : IDisposable
{
    readonly OtherProcess process;

    OtherRun(OtherProcess process) => this.process = process;

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded => process.HasEnded;

    /// <summary>Starts it and returns as soon as it says in the log that it has begun, which it does before its first write.</summary>
    public static async Task<OtherRun> BeginAsync(string home, SyncMode mode)
    {
        var logged = LogLength(home);
        var process = OtherProcess.Start("sync", home, "job", mode.ToString());
        try
        {
            Assert.Equal("started", await process.ReadLineAsync());
            while (LogLength(home) == logged) await Task.Delay(1, TestContext.Current.CancellationToken);
            return new OtherRun(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the run gives files their names in a folder, which takes a few milliseconds a group, or ends.</summary>
    public void WaitForNames(string folder)
    {
        if (!Directory.Exists(folder)) return;
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        while (!process.HasEnded && watcher.WaitForChanged(WatcherChangeTypes.Renamed, 50).TimedOut)
        {
        }
    }

    /// <summary>Kills it where it stands.</summary>
    /// <returns>Whether it was still under way.</returns>
    public async Task<bool> KillAsync()
    {
        process.Kill();
        return (await process.ReadToEndAsync()).Length == 0;
    }

    /// <summary>Waits for its end: its result, exit code and error id, then its failures, a line each.</summary>
    public async Task<string[]> EndAsync()
    {
        var lines = await process.ReadToEndAsync();
        await process.EndAsync();
        return lines;
    }

    public void Dispose() => process.Dispose();

    static long LogLength(string home)
    {
        var folder = new DirectoryInfo(Path.Combine(home, "log"));
        return folder.Exists ? folder.GetFiles().Sum(file => file.Length) : 0;
    }
}
