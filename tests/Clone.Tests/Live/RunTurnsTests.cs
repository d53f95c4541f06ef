using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Live;
using CsCheck;
using Xunit;

namespace Clone.Tests.Live;

/// <summary>The line as a whole: whatever comes and goes, no limit is exceeded, nothing is spoilt, nobody waits for ever.</summary>
public sealed class RunTurnsTests
{
    static readonly Gen<(int Source, int Destination)[]> Lines =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5]).Where(run => run.Item1 != run.Item2).Array[1, 12];

    [Fact]
    public void Every_line_is_worked_off_within_its_limit() =>
        Gen.Select(Lines, Gen.Int[1, 4], Gen.Int[0, 1000]).Sample((line, limit, seed) =>
        {
            var random = new Random(seed);
            var living = line.Select((run, i) => new RunTicket
            {
                RunId = Guid.NewGuid(),
                Number = i + 1,
                Source = "/" + run.Source,
                Destination = "/" + run.Destination,
            }).ToList();
            while (living.Count > 0)
            {
                BeginAll(living, limit);
                var running = living.Where(run => run.IsRunning).ToList();
                Assert.InRange(running.Count, 1, limit);
                foreach (var run in running) Assert.DoesNotContain(running, other => other != run && Spoils(run, other));
                AssertOrder(living, limit);
                living.Remove(running[random.Next(running.Count)]);
            }
        });

    [Fact]
    public void A_run_that_is_not_in_the_line_has_no_turn() =>
        Assert.False(RunTurns.IsTurnOf([], Guid.NewGuid(), 1, (_, _) => false));

    static void BeginAll(List<RunTicket> living, int limit)
    {
        // Whoever looks first gets no more than whoever looks last.
        for (var i = living.Count - 1; i >= 0; i--)
        {
            if (living[i].IsRunning || !RunTurns.IsTurnOf(living, living[i].RunId, limit, string.Equals)) continue;
            living[i] = living[i] with { IsRunning = true };
            i = living.Count;
        }
    }

    static void AssertOrder(List<RunTicket> living, int limit)
    {
        foreach (var waiting in living.Where(run => !run.IsRunning))
        {
            var before = RunTurns.Before(waiting, living, string.Equals);
            Assert.NotEmpty(before);
            var isSpoilt = living.Any(other => (other.IsRunning || other.Number < waiting.Number) && other != waiting && Spoils(waiting, other));
            Assert.True(isSpoilt || living.Count(run => run.IsRunning) == limit);
        }
    }

    static bool Spoils(RunTicket one, RunTicket other) =>
        one.Source == other.Destination || one.Destination == other.Source || one.Destination == other.Destination;
}
