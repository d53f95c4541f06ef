using System;

namespace Clone.Engine.Destinations;

/// <summary>Identity of a source: which machine, which folder, which volume.</summary>
/// <param name="NodeId">The node that reads it.</param>
/// <param name="Path">Full path, links resolved.</param>
/// <param name="VolumeId">The volume (see <see cref="Folders.VolumeFacts.Id"/>).</param>
public sealed record SourceId(Guid NodeId, string Path, string VolumeId);
