using System;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;

namespace Clone.Engine.Checks;

/// <summary>Sums up what a run would do, and finds what the destination cannot hold.</summary>
sealed class PlanSurvey(JobDefinition job, DestinationCapabilities capabilities, NameRules rules)
{
    /// <summary>Files, folders and links that would be made.</summary>
    public long Creates { get; private set; }

    /// <summary>Files that would be sent again.</summary>
    public long Replaces { get; private set; }

    /// <summary>What would be removed.</summary>
    public long Removes { get; private set; }

    /// <summary>Bytes that would be written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes that become free meanwhile.</summary>
    public long Frees { get; private set; }

    /// <summary>Names that the destination cannot hold.</summary>
    public Findings Names { get; } = new();

    /// <summary>Files that are too large for it.</summary>
    public Findings Sizes { get; } = new();

    /// <summary>Links that it cannot hold.</summary>
    public Findings Links { get; } = new();

    /// <summary>Takes a change down.</summary>
    public void Add(PlannedChange change)
    {
        switch (change.Action)
        {
            case PlanAction.Create:
                Creates++;
                if (!rules.Allows(NameOf(change.Path))) Names.Add(change.Path);
                Send(change);
                break;
            case PlanAction.Replace:
                Replaces++;
                Send(change);
                break;
            case PlanAction.Remove:
                Removes++;
                if (!job.NoDelete && job.KeepDeleted == 0) Frees += change.Frees;
                break;
            case PlanAction.Exclude when change.Exclusion == Exclusion.LinkNotSupported:
                Links.Add(change.Path);
                break;
        }
    }

    void Send(PlannedChange change)
    {
        Bytes += change.Size;
        if (job.KeepDeleted == 0) Frees += change.Frees;
        if (change.Size > capabilities.MaxFileSize) Sizes.Add(change.Path);
    }

    static ReadOnlySpan<char> NameOf(string path)
    {
        var name = path.AsSpan().TrimEnd('/');
        return name.Slice(name.LastIndexOf('/') + 1);
    }
}
