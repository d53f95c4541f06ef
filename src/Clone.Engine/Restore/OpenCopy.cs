using System;
using Clone.Engine.Destinations;
using Clone.Engine.Folders;
using Clone.Engine.ObjectCopies;

namespace Clone.Engine.Restore;

/// <summary>A copy that was opened and is one by its marker.</summary>
/// <param name="path">Its full path, links resolved; of one in a bucket, bucket and prefix.</param>
/// <param name="marker">Its marker.</param>
/// <param name="label">The name of its job, or its path where that job is not known.</param>
/// <param name="tree">What lies in it; closed with this.</param>
sealed class OpenCopy(string path, DestinationMarker marker, string label, IReadableTree tree) : IDisposable
{
    /// <summary>Full path, links resolved; of one in a bucket, bucket and prefix.</summary>
    public string Path => path;

    /// <summary>The folder that it lies in, by its full path; null for one in a bucket.</summary>
    public string? Folder { get; init; }

    /// <summary>The objects that it is made of; null for one in a folder.</summary>
    public ObjectPlace? Objects { get; init; }

    /// <summary>Told of each key of a bucket that can be no path; set before the copy is listed.</summary>
    public Action<string>? OnForeign { get; set; }

    /// <summary>Its marker.</summary>
    public DestinationMarker Marker => marker;

    /// <summary>How people know it.</summary>
    public string Label => label;

    /// <summary>What lies in it.</summary>
    public IReadableTree Tree => tree;

    /// <summary>Closes it.</summary>
    public void Dispose() => tree.Dispose();
}
