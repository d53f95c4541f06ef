using System;

namespace Clone.Engine.Sync;

/// <summary>A side did not list in canonical order. The march is begun anew with that side sorted.</summary>
/// <param name="isSource">Which side it was.</param>
/// <param name="path">The entry that came too late, or twice.</param>
sealed class OrderViolationException(bool isSource, string path)
    : Exception((isSource ? "source" : "destination") + " not in canonical order at " + path)
{
    /// <summary>True for the source.</summary>
    public bool IsSource => isSource;
}
