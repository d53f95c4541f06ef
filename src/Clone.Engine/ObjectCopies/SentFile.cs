using System;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>A file that is sent.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Path">Its path.</param>
/// <param name="Key">The key of its object.</param>
/// <param name="Facts">Its facts: with others it has changed.</param>
/// <param name="OnBytes">Told of bytes as they are sent.</param>
sealed record SentFile(IEntryHolder Source, EntryPath Path, string Key, EntryFacts Facts, Action<int> OnBytes)
{
    /// <summary>A range of it.</summary>
    public FilePart Part(ByteRange range, BandwidthGate? gate, CancellationToken cancellation) =>
        new(Source, Path, Facts, range, gate, OnBytes, cancellation);

    /// <summary>Lets it pass if it has not changed meanwhile.</summary>
    /// <exception cref="Errors.EntryException">ChangedWhileRead.</exception>
    public void CheckSame()
    {
        using var reader = Source.OpenFile(Path);
        if (!FilePart.IsSame(Facts, reader.Look())) throw FilePart.Changed("CHANGED");
    }
}
