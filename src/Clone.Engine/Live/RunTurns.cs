using System;
using System.Collections.Generic;
using System.Linq;

namespace Clone.Engine.Live;

/// <summary>
/// Whose turn it is. First come, first served, up to a number of runs at once. A run whose folders another one uses in a
/// way that would spoil a copy waits for it, and meanwhile holds up those alone that would spoil its own.
/// </summary>
static class RunTurns
{
    /// <summary>Whether a run that waits may begin.</summary>
    /// <param name="living">All runs that wait or are under way.</param>
    /// <param name="runId">The run.</param>
    /// <param name="limit">How many may be under way at once.</param>
    /// <param name="meet">Whether two folders are the same or one holds the other.</param>
    public static bool IsTurnOf(IReadOnlyList<RunTicket> living, Guid runId, int limit, Func<string, string, bool> meet)
    {
        var ahead = living.Where(run => run.IsRunning).ToList();
        var free = limit - ahead.Count;
        foreach (var run in living.Where(run => !run.IsRunning).OrderBy(run => run.Number))
        {
            if (free <= 0) return false;
            var isFree = !ahead.Any(other => Spoil(run, other, meet));
            if (run.RunId == runId) return isFree;
            if (isFree) free--;
            ahead.Add(run);
        }
        return false;
    }

    /// <summary>The runs that one waits for: those that use its folders, or else those that are under way.</summary>
    public static IReadOnlyList<RunTicket> Before(RunTicket run, IReadOnlyList<RunTicket> living, Func<string, string, bool> meet)
    {
        var before = living.Where(other => other.IsRunning || other.Number < run.Number).Where(other => other.RunId != run.RunId);
        var inTheWay = before.Where(other => Spoil(run, other, meet)).ToArray();
        return inTheWay.Length > 0 ? inTheWay : [.. before.Where(other => other.IsRunning)];
    }

    /// <summary>No run reads a folder while another writes into it, and none writes where another reads or writes.</summary>
    static bool Spoil(RunTicket one, RunTicket other, Func<string, string, bool> meet) =>
        (other.Destination is { } theirs && (meet(one.Source, theirs) || (one.Destination is { } own && meet(own, theirs))))
        || (one.Destination is { } written && meet(written, other.Source));
}
