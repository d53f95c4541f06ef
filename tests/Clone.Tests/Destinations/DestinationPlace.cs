using System;
using System.Collections.Generic;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;

namespace Clone.Tests.Destinations;

/// <summary>
/// A place for a destination under the contract, and what a reader finds there who knows nothing of Clone. Nothing of the
/// reader's view goes through the destination.
/// </summary>
abstract class DestinationPlace : IDisposable
{
    /// <summary>A destination over the place, as a new run opens it.</summary>
    /// <param name="names">The temporary names of the run.</param>
    public abstract IDestination Open(TemporaryNames names);

    /// <summary>
    /// What stands there, by path: "folder", "file: " and the contents, or "link: " and the target. Without what no reader
    /// takes for a file.
    /// </summary>
    public abstract SortedDictionary<string, string> Read();

    public abstract void Dispose();
}
