using System;

namespace Clone.Engine.Disks;

/// <summary>A volume that is connected and mounted on this machine.</summary>
/// <param name="Name">
/// What names this volume and no other: on Unix the UUID as blkid shows it, on Windows the GUID as {…}.
/// </param>
/// <param name="Id">Its identity, another one when it is formatted anew: <c>uuid:…</c> (Unix) or <c>guid:…</c> (Windows).</param>
/// <param name="Label">Its label; empty when it has none.</param>
/// <param name="Root">Full path of its root folder: a mount point or a drive.</param>
public sealed record DiskVolume(string Name, string Id, string Label, string Root)
{
    /// <summary>True when the user's name of a volume is the id of this one.</summary>
    /// <param name="named">As <see cref="VolumeName.Check"/> gives it.</param>
    public bool HasId(string named) => string.Equals(Name, named, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the user's name of a volume means this one, by id or by label.</summary>
    /// <param name="named">As <see cref="VolumeName.Check"/> gives it.</param>
    /// <param name="labels">How labels are compared here.</param>
    public bool IsNamed(string named, StringComparison labels) =>
        HasId(named) || (Label.Length > 0 && string.Equals(Label, named, labels));

    /// <summary>How people know it.</summary>
    public override string ToString() => Label.Length == 0 ? Name : Label + " (" + Name + ")";
}
