using System.Collections.Generic;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Failures of the first try, kept only in case the run is stopped before the second: then they are the last word.
/// Safe for several threads.
/// </summary>
sealed class FirstFailures
{
    readonly List<(PlanItem Item, EntryException Failure)> first = [];
    readonly object gate = new();

    public void Add(PlanItem item, EntryException failure)
    {
        lock (gate)
        {
            if (first.Count < RunScore.MostNamed) first.Add((item, failure));
        }
    }

    public void Clear()
    {
        lock (gate) first.Clear();
    }

    public void ReportTo(RunDesk desk)
    {
        lock (gate)
        {
            foreach (var (item, failure) in first) desk.Fail(item.Path, item.Source.Kind, failure);
        }
    }
}
