using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Disks;
using Clone.Engine.Jobs;

namespace Clone.Cmdlets.Objects;

/// <summary>A disk of those that take turns as a job's destination.</summary>
public sealed record CloneDisk
{
    /// <summary>Id of its volume, as -HddVolume takes it.</summary>
    public string Id { get; init; } = "";

    /// <summary>Label of its volume.</summary>
    public string Label { get; init; } = "";

    /// <summary>Whether it is connected now.</summary>
    public bool Connected { get; init; }

    /// <summary>When a run last used it, local time; null before the first.</summary>
    public DateTime? LastRun { get; init; }

    /// <summary>When a run or check last saw it, local time; null before the first.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>Label and id.</summary>
    public override string ToString() => Label.Length == 0 ? Id : Label + " (" + Id + ")";

    internal static IReadOnlyList<CloneDisk> Of(JobDefinition job, IReadOnlyList<DiskVolume> connected) =>
    [
        .. job.Disks.Select(disk => new CloneDisk
        {
            Id = disk.Name,
            Label = disk.Label,
            Connected = connected.Any(volume => volume.Id == disk.Id),
            LastRun = disk.LastRun?.LocalDateTime,
            LastSeen = disk.LastSeen.LocalDateTime,
        }),
        .. connected.Where(volume => job.Disks.All(disk => disk.Id != volume.Id))
            .Select(volume => new CloneDisk { Id = volume.Name, Label = volume.Label, Connected = true }),
    ];
}
