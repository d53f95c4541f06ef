using System.Collections.Generic;
using Clone.Engine.Destinations;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>
/// Under what a destination was listed in full. Under other terms the index may not stand for a listing: another disk holds
/// another state, and other filters ask for entries of which the index says nothing.
/// </summary>
sealed record ScanTerms
{
    /// <summary>The volume that holds the destination.</summary>
    public string Volume { get; init; } = "";

    /// <summary>What the destination was found to hold.</summary>
    public KnownCapabilities Capabilities { get; init; } = new();

    /// <summary>The filters of the job, and whether it removes: what stays for that has no row.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The terms of a run.</summary>
    public static ScanTerms Of(JobDefinition job, string volume, DestinationCapabilities capabilities) => new()
    {
        Volume = volume,
        Capabilities = KnownCapabilities.Of(capabilities),
        Filters =
        [
            string.Join("\n", job.Include), string.Join("\n", job.Exclude), string.Join("\n", job.FilterRule),
            string.Join("\n", job.ExcludeAttribute), job.SystemFiles.ToString(), job.DeleteExcluded.ToString(),
            job.NoDelete.ToString(),
            job.MinSize + " " + job.MaxSize + " " + job.MinAge + " " + job.MaxAge,
        ],
    };
}
