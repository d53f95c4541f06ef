using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>What the planner counted. Read by others only while the march stands still, but for progress.</summary>
sealed class PlanCounts
{
    readonly long[] excluded = new long[(int)Exclusion.Temporary + 1];
    readonly EntryPath[] firsts = new EntryPath[(int)Exclusion.Temporary + 1];

    /// <summary>Entries of the source, without Clone's own and the system's folders.</summary>
    public long SourceEntries { get; set; }

    /// <summary>Those of them that take part, or lead to what may.</summary>
    public long TakenEntries { get; set; }

    /// <summary>Entries at the destination that a run may touch.</summary>
    public long DestinationEntries { get; set; }

    /// <summary>Entries that need nothing.</summary>
    public long Unchanged { get; set; }

    /// <summary>Files among them whose times, attributes or owner are put off.</summary>
    public long Deferred { get; set; }

    /// <summary>Files that both sides have.</summary>
    public long KnownFiles { get; set; }

    /// <summary>Replacements that the guard counts.</summary>
    public long Replacements { get; set; }

    /// <summary>Removals that were planned.</summary>
    public long Removals { get; set; }

    /// <summary>
    /// True when something stays at the destination that has no row, since nobody knows whether the source has it still.
    /// </summary>
    public bool LeavesUnknown { get; set; }

    /// <summary>Entries whose times are exactly one hour apart on FAT.</summary>
    public long HourShifts { get; set; }

    /// <summary>Counts an entry that takes no part; <see cref="Exclusion.PassedThrough"/> is never counted.</summary>
    public void Exclude(Exclusion reason, EntryPath path)
    {
        if (excluded[(int)reason]++ == 0) firsts[(int)reason] = path;
    }

    /// <summary>How many entries take no part for a reason, and the first of them.</summary>
    public (long Count, EntryPath First) Excluded(Exclusion reason) => (excluded[(int)reason], firsts[(int)reason]);

    /// <summary>The entries that take no part, by the name of the reason.</summary>
    public Dictionary<string, long> ExcludedByReason()
    {
        var byReason = new Dictionary<string, long>();
        for (var i = 0; i < excluded.Length; i++)
            if (excluded[i] > 0) byReason.Add(((Exclusion)i).ToString(), excluded[i]);
        return byReason;
    }
}
