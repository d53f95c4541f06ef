using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Machine;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Simulation;
using Xunit;

namespace Clone.Tests.Memory;

/// <summary>
/// A node with one job over volumes in memory, whose runs go step by step, each in a program of its own. The job goes by its
/// index where it may, so that what a run leaves otherwise than its rows say is seen.
/// </summary>
sealed class MemoryMirror : IMachineFingerprint, IDisposable
{
    /// <summary>A name under which nothing takes part, where the job excludes it.</summary>
    public const string Hidden = "hidden";

    readonly MemoryStateStore state = new(_ => { });
    readonly SimulatedTime time = new();
    readonly string home = Directory.CreateTempSubdirectory("clone-memory-").FullName;
    int starts;

    public MemoryMirror(bool hasLinks = true, bool clones = true)
    {
        Platform.RequireLinux();
        Disk = new MemoryDisk("disk", Ticks(2025)) { HasLinks = hasLinks, Clones = clones };
    }

    public MemoryDisk Source { get; } = new("source", Ticks(2020));

    public MemoryDisk Disk { get; }

    public void CreateJob(Func<JobChanges, JobChanges>? change = null)
    {
        using var node = Open(new MemoryWatch());
        var changes = new JobChanges
        {
            Name = "job",
            Source = MemoryPlatform.PlaceOf("source"),
            HddBaseFolder = MemoryPlatform.PlaceOf("disk"),
            DestinationScan = DestinationScan.Index,
        };
        node.Jobs.Create(change is null ? changes : change(changes));
    }

    /// <summary>Writes a file of the source, and makes the folders that lead to it.</summary>
    public MemoryEntry Write(string path, string text) => WriteTo(Source, path, text);

    /// <summary>Somebody writes into the copy.</summary>
    public void Spoil(string path, string text)
    {
        WriteTo(Disk, "source/" + path, text);
        Disk.Flush();
    }

    /// <summary>Gives an entry of the source another path.</summary>
    public void Move(string from, string to) =>
        Source.Rename(Source.Find(from)!, FolderOf(Source, to), to[(to.LastIndexOf('/') + 1)..], replace: false);

    public string? ReadCopy(string path) => Disk.Find("source/" + path) is { } file ? Encoding.UTF8.GetString(file.Content) : null;

    /// <summary>One run, with nothing but what a watch lets go wrong.</summary>
    public async Task<RunReport> RunAsync(MemoryWatch? watch = null)
    {
        using var node = Open(watch ?? new MemoryWatch());
        return await node.SyncAsync(
            node.Jobs.Find("job"), SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
    }

    /// <summary>One run that lists the copy, whatever its index says.</summary>
    public async Task<RunReport> ListingRunAsync(MemoryWatch? watch = null)
    {
        Scan(DestinationScan.Always);
        var report = await RunAsync(watch);
        Scan(DestinationScan.Index);
        return report;
    }

    /// <summary>A run whose program is killed as soon as something has taken effect.</summary>
    public async Task KillAsync(Func<MemoryCall, bool> at)
    {
        var isKilled = false;
        void Live()
        {
            if (isKilled) throw new KilledException();
        }

        state.Before = _ => Live();
        await Assert.ThrowsAsync<KilledException>(() => RunAsync(new MemoryWatch
        {
            OnBefore = _ => Live(),
            OnAfter = call =>
            {
                if (!at(call)) return;
                isKilled = true;
                throw new KilledException();
            },
        }));
        state.Before = _ => { };
    }

    /// <summary>What the state files hold has reached the disk by now.</summary>
    public void FlushState() => state.Flush();

    /// <summary>The power goes: of the state files all is lost that has not reached the disk, of the copy nothing.</summary>
    public void CutPowerOfState()
    {
        starts++;
        Disk.Flush();
        state.CutPower(new Most());
    }

    /// <summary>The copy is the source, with the times of files and folders.</summary>
    public void AssertSame() => Assert.Equal(Seen(Source.Root), Seen(Disk.Find("source")!));

    public void Dispose() => Directory.Delete(home, recursive: true);

    IReadOnlyDictionary<string, string> IMachineFingerprint.Read() => new Dictionary<string, string> { ["machineId"] = "memory" };

    static List<string> Seen(MemoryEntry root) => root.Below()
        .Where(pair => !pair.Path.StartsWith("CloneForWindows", StringComparison.Ordinal) && !pair.Path.StartsWith(Hidden, StringComparison.Ordinal))
        .Select(pair => $"{pair.Path} {pair.Entry.Kind} {pair.Entry.Mode:x} {pair.Entry.Modified} {Encoding.UTF8.GetString(pair.Entry.Content)}").ToList();

    static MemoryEntry WriteTo(MemoryDisk disk, string path, string text)
    {
        var folder = FolderOf(disk, path);
        var file = disk.Find(path) ?? disk.Create(folder, path[(path.LastIndexOf('/') + 1)..], EntryKind.File, [], EntryOperation.Write);
        disk.Write(file, Encoding.UTF8.GetBytes(text));
        return file;
    }

    static MemoryEntry FolderOf(MemoryDisk disk, string path)
    {
        var folder = disk.Root;
        foreach (var part in path.Split('/').SkipLast(1))
            folder = disk.Find(folder, part) ?? disk.Create(folder, part, EntryKind.Folder, [], EntryOperation.CreateFolder);
        return folder;
    }

    void Scan(DestinationScan scan)
    {
        using var node = Open(new MemoryWatch());
        node.Jobs.Change(node.Jobs.Find("job").Id, new JobChanges { DestinationScan = scan });
    }

    CloneNode Open(MemoryWatch watch) => CloneNode.Open(new NodeOptions
    {
        Adapters = new MemoryAdapters(state),
        Version = "1.0.0",
        Home = home,
        Time = time,
        Platform = new MemoryPlatform(watch).With(Source).With(Disk),
        Machine = this,
        Work = WorkLimits.StepByStep with { GroupItems = 10, BlocksFrom = 100, BlockBytes = 64 },
        Boot = "start " + starts,
    });

    static long Ticks(int year) => new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Of each state file all is lost: the first number says that something is, the second how much.</summary>
    sealed class Most : Random
    {
        bool isSecond;

        public override int Next(int maxValue)
        {
            isSecond = !isSecond;
            return isSecond ? 0 : maxValue - 1;
        }
    }
}
