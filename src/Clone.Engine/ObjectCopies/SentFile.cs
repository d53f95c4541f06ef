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

    /// <summary>Whether it is what an object's proof says.</summary>
    /// <exception cref="Errors.EntryException">It cannot be read, or changed meanwhile.</exception>
    public bool Agrees(ObjectProof proof, CancellationToken cancellation)
    {
        const int Step = 256 * 1024;
        using var reader = Source.OpenFile(Path);
        var buffer = new byte[Step];
        for (var offset = 0L; offset < Facts.Size;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = reader.Read(buffer.AsSpan(0, (int)Math.Min(Step, Facts.Size - offset)), offset);
            if (read == 0) throw FilePart.Changed("SHORTER");
            proof.Add(buffer, 0, read);
            offset += read;
        }
        return FilePart.IsSame(Facts, reader.Look()) ? proof.Agrees() : throw FilePart.Changed("CHANGED");
    }

    /// <summary>Lets it pass if it has not changed meanwhile.</summary>
    /// <exception cref="Errors.EntryException">ChangedWhileRead.</exception>
    public void CheckSame()
    {
        using var reader = Source.OpenFile(Path);
        if (!FilePart.IsSame(Facts, reader.Look())) throw FilePart.Changed("CHANGED");
    }
}
