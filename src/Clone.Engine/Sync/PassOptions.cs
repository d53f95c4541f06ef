using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>What one pass over source and destination goes by.</summary>
sealed record PassOptions
{
    /// <summary>The job.</summary>
    public required JobDefinition Job { get; init; }

    /// <summary>Where the destination is, for people.</summary>
    public required string DestinationName { get; init; }

    /// <summary>What takes part at the source.</summary>
    public required EntryScope SourceScope { get; init; }

    /// <summary>What takes part at the destination.</summary>
    public required EntryScope DestinationScope { get; init; }

    /// <summary>Whether the destination is the root of a volume.</summary>
    public bool IsInVolumeRoot { get; init; }

    /// <summary>The temporary names of this run, which are no leftovers.</summary>
    public required TemporaryNames Names { get; init; }

    /// <summary>True when the source's root is not what it was when the run began; asked after the march.</summary>
    public required Func<bool> SourceIsGone { get; init; }

    /// <summary>True when the source's root was gone already as the run began.</summary>
    public bool BeganWithoutSource { get; init; }

    /// <summary>Waits for a while.</summary>
    public Func<TimeSpan, CancellationToken, Task> PauseAsync { get; init; } = Task.Delay;

    /// <summary>What earlier runs could not transfer; null where nobody remembers.</summary>
    public FailedItems? Failed { get; init; }

    /// <summary>Whether links are made when everything else stands, not in their turn.</summary>
    public bool LinksLast { get; init; }

    /// <summary>Whether a folder that stood at the destination already is given the facets of the source's.</summary>
    public Func<EntryPath, bool> Settles { get; init; } = _ => true;

    /// <summary>How what was moved at the source is found again; null where it is sent.</summary>
    public MoveKnowledge? Moves { get; init; }

    /// <summary>The source lies on another volume than at the last run.</summary>
    public bool VolumeChanged { get; init; }

    /// <summary>The user said -Force.</summary>
    public bool IsForced { get; init; }

    /// <summary>How much goes at once.</summary>
    public WorkLimits Work { get; init; } = new();
}
