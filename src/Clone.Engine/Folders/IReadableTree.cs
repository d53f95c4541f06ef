using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// What a run reads: entries in canonical order, and what holds each of them. A source is one folder; a tree that is put
/// together from several ones keeps each entry under the same path in the one that holds it.
/// </summary>
public interface IReadableTree : IDisposable
{
    /// <summary>The volume that holds it, for the times and names that it can store.</summary>
    VolumeFacts Volume { get; }

    /// <summary>Facts of the root itself.</summary>
    EntryFacts LookAtRoot();

    /// <summary>Everything that takes part, in canonical order.</summary>
    IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, CancellationToken cancellation);

    /// <summary>The entry of a name in a folder, as it is spelled there, and its facts; null when there is none.</summary>
    /// <exception cref="EntryException">The folder cannot be read.</exception>
    (byte[] Name, EntryFacts Facts)? Find(EntryPath folder, ReadOnlySpan<byte> name);

    /// <summary>What holds an entry, under that very path.</summary>
    IEntryHolder HolderOf(EntryPath path);
}
