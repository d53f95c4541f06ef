using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Machine;
using Clone.Engine.Sync;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>Everything that outlasts a run: a source and a disk in memory, the state of a node, and somebody who works.</summary>
sealed class World : IMachineFingerprint, IDisposable
{
    const long Plenty = 1L << 40;

    readonly SourceActor actor;
    readonly MemoryStateStore state = new(_ => { });
    readonly SimulatedTime time = new();
    readonly WorkLimits work;
    readonly string home;
    int starts;

    public World(int seed)
    {
        Random = new Random(seed);
        var profile = Random.Next(10);
        var folds = profile is 6 or 7 or 8;
        var clones = Random.Next(5) > 1;
        Source = new MemoryDisk("source", start: new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) { FoldsCase = folds };
        Disk = new MemoryDisk("disk", start: new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks)
        {
            FoldsCase = folds,
            IsUnix = profile != 8,
            HasLinks = profile != 8,
            TimeUnit = profile == 8 ? 2 * TimeSpan.TicksPerSecond : 1,
            FlushesWhole = profile != 9,
            Clones = clones,
        };
        ChangesInPlace = !clones && Random.Next(4) > 0;
        ListsIndex = Random.Next(3) == 0;
        actor = new SourceActor(Source, Random);
        History = new SourceHistory(Source);
        Referee = new Referee(this);
        work = WorkLimits.StepByStep with { GroupItems = Random.Next(1, 30), BlocksFrom = 100, BlockBytes = 64 };
        home = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "clone-world-" + Guid.NewGuid().ToString("N"))).FullName;
        File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var other = Disk.Create(Disk.Root, "other", EntryKind.Folder, [], EntryOperation.CreateFolder);
        Disk.Write(Disk.Create(other, "kept", EntryKind.File, [], EntryOperation.Write), [1, 2, 3]);
        Disk.Flush();
    }

    public Random Random { get; }

    public MemoryDisk Source { get; }

    public MemoryDisk Disk { get; }

    public SourceHistory History { get; }

    public Referee Referee { get; }

    /// <summary>A power cut on a disk that cannot be flushed as a whole may take the marker, and then a person is asked.</summary>
    public bool MayLosePower => Disk.FlushesWhole;

    /// <summary>The job does not have its destination listed each time, and somebody may write into the copy.</summary>
    public bool ListsIndex { get; }

    /// <summary>Large files are changed in their places.</summary>
    public bool ChangesInPlace { get; }

    /// <summary>The journals of files that are being changed in their places.</summary>
    public IEnumerable<MemoryEntry> Journals() => Disk.Find("source/CloneForWindows/undo")?.Children.Values ?? Enumerable.Empty<MemoryEntry>();

    /// <summary>What a reader of the copy sees, without what is Clone's own.</summary>
    public SortedDictionary<string, Picture> Copy()
    {
        var seen = Picture.Of(Disk.Find("source"));
        foreach (var path in seen.Keys.Where(path => !IsSeen(path)).ToList()) seen.Remove(path);
        return seen;
    }

    /// <summary>The path in the copy of a path of the disk; null for what is not in it.</summary>
    public string? InCopy(string path) => path.StartsWith("source/", StringComparison.Ordinal) ? path["source/".Length..] : null;

    /// <summary>True for what a reader takes for the user's.</summary>
    public static bool IsSeen(string? path)
    {
        if (path is null || path == "CloneForWindows" || path.StartsWith("CloneForWindows/", StringComparison.Ordinal)) return false;
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return !(name.StartsWith(".clone-", StringComparison.Ordinal) && name.EndsWith(".part", StringComparison.Ordinal));
    }

    /// <summary>Somebody does one thing in the source, or several.</summary>
    public void Work(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            actor.Act();
            History.Observe();
        }
    }

    /// <summary>Somebody writes here and there into larger files of the source.</summary>
    public void ChangeSome()
    {
        actor.ChangeSome();
        History.Observe();
    }

    /// <summary>Somebody writes to a file of the source, if it is one.</summary>
    public void WriteTo(string path)
    {
        actor.WriteTo(path);
        History.Observe();
    }

    /// <summary>Somebody removes or overwrites a file of the copy.</summary>
    public void Spoil()
    {
        var files = Copy().Where(pair => pair.Value.Kind == EntryKind.File).Select(pair => pair.Key).ToList();
        if (files.Count == 0) return;
        var path = files[Random.Next(files.Count)];
        var file = Disk.Find("source/" + path)!;
        // Who writes into a file that is half changed writes into one that will be put back.
        var contents = Random.Next(2) == 0 || Journals().Any() ? null : new byte[Random.Next(1, 2000)];
        if (contents is null) Disk.Remove(file);
        else Disk.Write(file, contents);
        Disk.Flush();
        Referee.Spoilt(path, contents);
    }

    public void JumpInTime(TimeSpan by) => time.Jump(by);

    public IReadOnlyList<string> Folders() => [.. Picture.Of(Source.Root).Where(pair => pair.Value.Kind == EntryKind.Folder).Select(pair => pair.Key)];

    public void CreateJob()
    {
        using var node = Open(new MemoryWatch());
        node.Jobs.Create(new JobChanges
        {
            Name = "job",
            Source = MemoryPlatform.PlaceOf("source"),
            HddBaseFolder = MemoryPlatform.PlaceOf("disk"),
            DestinationScan = ListsIndex ? DestinationScan.Index : DestinationScan.Always,
            InPlace = ChangesInPlace,
        });
    }

    /// <summary>One run in a program of its own.</summary>
    /// <returns>Its report; null when it was killed.</returns>
    public async Task<RunReport?> RunAsync(SimulatedRun run, SyncMode mode, bool force)
    {
        Disk.Room = run.Mishaps.Room ?? Plenty;
        History.BeginRun();
        Referee.BeginRun();
        var report = await ReportAsync(run, mode, force);
        Disk.Room = Plenty;
        if (run.IsKilled && run.Mishaps.CutsPower)
        {
            starts++;
            Disk.CutPower(Random);
            state.CutPower(Random);
        }
        return run.IsKilled ? null : report;
    }

    /// <summary>The machine goes off and on again between runs.</summary>
    /// <param name="random">Decides what is lost.</param>
    public void CutPower(Random random)
    {
        starts++;
        Disk.CutPower(random);
    }

    /// <summary>The node, with nothing but the disks to go wrong.</summary>
    public CloneNode Open(IMemoryWatch watch) => Open(watch, _ => { }, () => { });

    public void Dispose() => Directory.Delete(home, recursive: true);

    IReadOnlyDictionary<string, string> IMachineFingerprint.Read() => new Dictionary<string, string> { ["machineId"] = "simulated" };

    async Task<RunReport?> ReportAsync(SimulatedRun run, SyncMode mode, bool force)
    {
        try
        {
            using var node = Open(run, run.UseState, run.UseMachine);
            return await node.SyncAsync(node.Jobs.Find("job"), mode, force, progress: null, run.Stopping);
        }
        catch (KilledException) when (run.IsKilled)
        {
            return null;
        }
        catch (CloneException e) when (e.Id == ErrorId.CloneStateUnavailable && run.Mishaps.FailState > 0)
        {
            // There is no state to run with; nothing was done.
            return new RunReport { Result = RunResult.Failed };
        }
    }

    CloneNode Open(IMemoryWatch watch, Action<string> useState, Action useMachine)
    {
        state.Before = useState;
        return CloneNode.Open(new NodeOptions
        {
            Adapters = new MemoryAdapters(state),
            Version = "1.0.0",
            Home = home,
            Time = time,
            Platform = new MemoryPlatform(watch) { BeforeReal = useMachine }.With(Source).With(Disk),
            Machine = this,
            Work = work,
            Boot = "start " + starts,
        });
    }
}
