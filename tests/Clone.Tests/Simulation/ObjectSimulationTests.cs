using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Simulation;

/// <summary>
/// Whole runs to a bucket or a container in memory, one step after the other: random trees, somebody who works in the source meanwhile, a service
/// whose requests fail, are throttled or lose their answers, kills at any request, machines that are lost, all from one seed.
/// What a seed did it does again.
/// </summary>
public sealed class ObjectSimulationTests(ITestOutputHelper output)
{
    const int Seeds = 300;
    const int QuietRuns = 5;
    const int MostFailures = 10;
    const int StepsShown = 60;

    int stepsShown = StepsShown;
    long moved;
    int kept;
    int killed;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_happens_each_object_is_whole_and_the_place_becomes_the_source_in_the_end(bool isContainer)
    {
        Platform.RequireLinux();
        if (Soak.Seed is { } chosen)
        {
            stepsShown = int.MaxValue;
            foreach (var line in await PlayAsync(chosen, isContainer)) output.WriteLine(line);
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
                await PlayAsync(seed, isContainer);
            }
            catch (Exception e)
            {
                failures.Add(Head(seed) + e.Message);
            }
        }
        output.WriteLine($"took {watch.Elapsed}, {killed} runs were killed, {moved} moves, {kept} objects were kept");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.NotEqual(0, killed);
        Assert.NotEqual(0, moved);
        Assert.NotEqual(0, kept);
    }

    /// <summary>Plays one seed to its end.</summary>
    /// <returns>What happened.</returns>
    async Task<List<string>> PlayAsync(int seed, bool isContainer)
    {
        using var world = new BucketWorld(seed, isContainer);
        var random = world.Random;
        var story = new List<string>();
        world.Work(random.Next(10, 60));
        world.CreateJob(TakeOverMode.Adopt);
        for (var rounds = random.Next(2, 6); rounds > 0; rounds--)
        {
            var mishaps = Mishaps.Of(random, mayCutPower: true, world.Folders()) with { Room = null };
            var service = BucketMishaps.Of(random);
            await RunAsync(world, new BucketRun(world, mishaps, service), random.Next(6) == 0 ? SyncMode.Full : SyncMode.Incremental, random.Next(2) == 0, story);
            if (random.Next(2) == 0) world.Work(random.Next(12));
            if (random.Next(8) == 0) world.Spoil();
            if (random.Next(10) == 0) world.JumpInTime(TimeSpan.FromDays(random.Next(20)));
            if (random.Next(8) > 0) continue;
            var mode = (TakeOverMode)random.Next(2);
            story.Add("--- another machine takes over: " + mode);
            world.TakeOver(mode);
        }
        await RestAsync(world, story);
        // What the runs until now could not see, or had to leave to others, is over by then.
        world.JumpInTime(TimeSpan.FromDays(8));
        await RestAsync(world, story);
        world.Referee.MustBeSame();
        Check(world, story);
        kept += world.Referee.Kept;
        return story;
    }

    async Task RestAsync(BucketWorld world, List<string> story)
    {
        for (var quiet = 1; await RunAsync(world, new BucketRun(world, Mishaps.None, BucketMishaps.None), SyncMode.Incremental, force: true, story) is not { Copied: 0, Updated: 0, Moved: 0, Deleted: 0 }; quiet++)
            Check(quiet < QuietRuns, "does not come to rest", story);
    }

    async Task<RunReport?> RunAsync(BucketWorld world, BucketRun run, SyncMode mode, bool force, List<string> story)
    {
        using var _ = run;
        story.Add($"--- {mode}, force {force}, {run.Mishaps}, {run.Service}, closed: {string.Join(", ", run.Mishaps.Closed)}");
        RunReport? report = null;
        try
        {
            report = await world.RunAsync(run, mode, force);
        }
        finally
        {
            story.AddRange(run.Steps);
        }
        moved += report?.Moved ?? 0;
        if (report is null) killed++;
        story.Add(report is null ? "=== killed" : "=== " + report.Result + " " + report.Stop?.Message);
        story.AddRange(report?.Failures.Select(f => $"  {f.Operation} {f.Path} {f.Code}") ?? []);
        world.Referee.LookAtBucket("after the run");
        if (report is not null) world.Referee.JudgeReport(report, run);
        Check(world, story);
        return report;
    }

    void Check(BucketWorld world, List<string> story) =>
        Check(world.Referee.Violations.Count == 0, string.Join("\n", world.Referee.Violations.Take(10)), story);

    void Check(bool isRight, string what, List<string> story) => Assert.True(
        isRight,
        what + "\nThe last steps:\n" + string.Join("\n", story.TakeLast(stepsShown)));

    static string Head(int seed) => $"Seed {seed} fails; CLONE_SEED={seed} plays it again and shows each step. ";
}
