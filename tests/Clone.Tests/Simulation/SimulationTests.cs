using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Simulation;

/// <summary>
/// Whole runs over disks in memory, one step after the other: random trees, somebody who works in the source meanwhile,
/// faults, kills and power cuts, all from one seed. What a seed did it does again.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    const int Seeds = 1000;
    const int QuietRuns = 4;
    const int MostFailures = 10;
    const int StepsShown = 60;

    int stepsShown = StepsShown;
    long moved;
    int cloned;
    int changedInPlace;
    int halfChanged;

    [Fact]
    public async Task Whatever_happens_the_copy_is_whole_at_each_moment_and_becomes_the_source_in_the_end()
    {
        Platform.RequireLinux();
        if (Soak.Seed is { } chosen)
        {
            stepsShown = int.MaxValue;
            foreach (var line in await PlayAsync(chosen)) output.WriteLine(line);
            return;
        }
        var first = Random.Shared.Next(1 << 30);
        output.WriteLine("seeds from " + first);
        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        for (var seed = first; seed < first + (Seeds * Soak.Times) && failures.Count < MostFailures; seed++)
        {
            try
            {
                await PlayAsync(seed);
            }
            catch (Exception e)
            {
                failures.Add(Head(seed) + e.Message);
            }
        }
        output.WriteLine($"took {watch.Elapsed}, {moved} moves, {cloned} files were changed in clones of their older states, {changedInPlace} in their places, {halfChanged} half changed for a moment");
        Assert.NotEqual(0, cloned);
        Assert.NotEqual(0, changedInPlace);
        Assert.NotEqual(0, halfChanged);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(moved > Seeds * Soak.Times / 5, moved + " moves");
    }

    /// <summary>Plays one seed to its end.</summary>
    /// <returns>What happened.</returns>
    async Task<List<string>> PlayAsync(int seed)
    {
        using var world = new World(seed);
        var random = world.Random;
        var story = new List<string>();
        world.Work(random.Next(10, 60));
        world.CreateJob();
        for (var rounds = random.Next(2, 6); rounds > 0; rounds--)
        {
            var mishaps = Mishaps.Of(random, world.MayLosePower, world.Folders());
            if (world.ChangesInPlace) world.ChangeSome();
            if (world.ChangesInPlace && random.Next(3) == 0) mishaps = mishaps.InChange(random, world.MayLosePower);
            await RunAsync(world, mishaps, random.Next(6) == 0 ? SyncMode.Full : SyncMode.Incremental, random.Next(2) == 0, story);
            if (random.Next(2) == 0) world.Work(random.Next(12));
            if (world.ListsIndex && random.Next(4) == 0) world.Spoil();
            if (random.Next(10) == 0) world.JumpInTime(TimeSpan.FromDays(random.Next(-1000, 1000)));
        }
        await RestAsync(world, story);
        if (world.ListsIndex)
        {
            // What the runs until now could not see the next one sees.
            world.JumpInTime(TimeSpan.FromDays(8));
            await RestAsync(world, story);
        }
        world.Referee.MustBeSame();
        Check(world, story);
        cloned += world.Disk.Cloned;
        changedInPlace += world.Referee.ChangedInPlace;
        halfChanged += world.Referee.HalfChanged;
        return story;
    }

    async Task RestAsync(World world, List<string> story)
    {
        for (var quiet = 1; await RunAsync(world, Mishaps.None, SyncMode.Incremental, force: true, story) is not { Copied: 0, Updated: 0, Moved: 0, Deleted: 0 }; quiet++)
            Check(quiet < QuietRuns, "does not come to rest", story);
    }

    async Task<RunReport?> RunAsync(World world, Mishaps mishaps, SyncMode mode, bool force, List<string> story)
    {
        using var run = new SimulatedRun(world, mishaps);
        story.Add($"--- {mode}, force {force}, {mishaps}, closed: {string.Join(", ", mishaps.Closed)}");
        RunReport? report = null;
        try
        {
            report = await world.RunAsync(run, mode, force);
        }
        finally
        {
            story.AddRange(run.Steps);
        }
        if (!world.Disk.FoldsCase) moved += report?.Moved ?? 0;
        story.Add(report is null ? "=== killed" : "=== " + report.Result + " " + report.Stop?.Message);
        story.AddRange(report?.Failures.Select(f => $"  {f.Operation} {f.Path} {f.Code}") ?? []);
        world.Referee.LookAtCopy("after the run");
        if (report is not null)
        {
            world.Referee.JudgeReport(report, run);
            if (world.MayLosePower && world.Random.Next(3) == 0) Rest(world, report);
        }
        Check(world, story);
        return report;
    }

    /// <summary>The machine loses its power after a run: what it recorded as done is there.</summary>
    static void Rest(World world, RunReport report)
    {
        var before = world.Copy();
        world.CutPower(world.Random);
        world.Referee.LookAtCopy("after the power cut");
        if (report.Result is not (RunResult.Succeeded or RunResult.CompletedWithFailures)) return;
        var after = world.Copy();
        if (before.Count != after.Count || before.Any(pair => after.GetValueOrDefault(pair.Key) != pair.Value))
            world.Referee.Violations.Add("the power cut took what the run had recorded as done");
    }

    void Check(World world, List<string> story) =>
        Check(world.Referee.Violations.Count == 0, string.Join("\n", world.Referee.Violations.Take(10)), story);

    void Check(bool isRight, string what, List<string> story) => Assert.True(
        isRight,
        what + "\nThe last steps:\n" + string.Join("\n", story.TakeLast(stepsShown)));

    static string Head(int seed) => $"Seed {seed} fails; CLONE_SEED={seed} plays it again and shows each step. ";
}
