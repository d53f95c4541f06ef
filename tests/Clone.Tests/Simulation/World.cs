using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Memory;

namespace Clone.Tests.Simulation;

/// <summary>Everything that outlasts a run: a source and a disk in memory, the state of a node, and somebody who works.</summary>
sealed class World : SimulatedMachine
{
    const long Plenty = 1L << 40;

    public World(int seed)
        : this(new Random(seed))
    {
    }

    World(Random random)
        : this(random, profile: random.Next(10), clones: random.Next(5) > 1)
    {
    }

    World(Random random, int profile, bool clones)
        : base(random, new MemoryDisk("source", start: new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) { FoldsCase = Folds(profile) })
    {
        Disk = new MemoryDisk("disk", start: new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks)
        {
            FoldsCase = Folds(profile),
            IsUnix = profile != 8,
            HasLinks = profile != 8,
            TimeUnit = profile == 8 ? 2 * TimeSpan.TicksPerSecond : 1,
            FlushesWhole = profile != 9,
            Clones = clones,
            HoldsUnnamed = profile % 2 == 1,
        };
        ChangesInPlace = !clones && Random.Next(4) > 0;
        ListsIndex = Random.Next(3) == 0;
        Referee = new Referee(this);
        Limits = WorkLimits.StepByStep with { GroupItems = Random.Next(1, 30), BlocksFrom = 100, BlockBytes = 64 };
        var other = Disk.Create(Disk.Root, "other", EntryKind.Folder, [], EntryOperation.CreateFolder);
        Disk.Write(Disk.Create(other, "kept", EntryKind.File, [], EntryOperation.Write), [1, 2, 3]);
        Disk.Flush();
    }

    public MemoryDisk Disk { get; }

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
            CutPower(Random);
            CutPowerOfState();
        }
        return run.IsKilled ? null : report;
    }

    /// <summary>The machine goes off and on again between runs.</summary>
    /// <param name="random">Decides what is lost.</param>
    public void CutPower(Random random)
    {
        Restart();
        Disk.CutPower(random);
    }

    protected override WorkLimits Limits { get; }

    protected override MemoryPlatform PlatformOf(IMemoryWatch watch, Action useMachine) =>
        new MemoryPlatform(watch) { BeforeReal = useMachine }.With(Source).With(Disk);

    static bool Folds(int profile) => profile is 6 or 7 or 8;
}
