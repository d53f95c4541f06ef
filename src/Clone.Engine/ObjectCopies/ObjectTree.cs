using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// A copy in an object store, to be read: listed, and its files opened, each in one request. A key that is no path is never made
/// one; it is told of as a failure of the folder that would hold it.
/// </summary>
sealed class ObjectTree : IReadableTree, IEntryHolder
{
    readonly ObjectPlace place;
    readonly ObjectMemory memory;
    readonly IDisposable? tables;
    bool isRecalled;

    /// <summary>Makes it over a store, which it closes.</summary>
    /// <param name="place">The copy, with tables for what is found out of it.</param>
    /// <param name="tables">What is closed with it.</param>
    public ObjectTree(ObjectPlace place, IDisposable? tables = null)
    {
        this.place = place;
        this.tables = tables;
        memory = new ObjectMemory(place.Tables.Objects, place.Tables.Marks);
    }

    /// <summary>Told of each key that is no path.</summary>
    public Action<string>? OnForeign { get; init; }

    /// <inheritdoc/>
    public VolumeFacts Volume { get; } = new() { FileSystem = "objects", HasLastingFileIds = true };

    /// <inheritdoc/>
    public EntryFacts LookAtRoot()
    {
        Task.Run(() => RecallAsync(CancellationToken.None)).GetAwaiter().GetResult();
        return memory.Find(EntryPath.Root, EntryKind.Folder)?.Facts ?? new EntryFacts { Kind = EntryKind.Folder };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await RecallAsync(cancellation).ConfigureAwait(false);
        await foreach (var batch in new ObjectWalk(place.Store, place.Keys, memory, scope, OnForeign).ReadAsync(cancellation).ConfigureAwait(false))
            yield return batch;
        memory.Flush();
    }

    /// <inheritdoc/>
    public (byte[] Name, EntryFacts Facts)? Find(EntryPath folder, ReadOnlySpan<byte> name)
    {
        var path = folder.Append(name);
        return Task.Run(() => FindAsync(path)).GetAwaiter().GetResult() is { } facts ? (name.ToArray(), facts) : null;
    }

    /// <inheritdoc/>
    public IEntryHolder HolderOf(EntryPath path) => this;

    /// <inheritdoc/>
    public FileReader OpenFile(EntryPath path)
    {
        var key = place.Keys.Of(place.Keys.Prefix, path, EntryKind.File);
        return ObjectFile.Open(place, key, versionId: null, memory.Find(path, EntryKind.File)?.ETag);
    }

    /// <inheritdoc/>
    public byte[] ReadLink(EntryPath path) => throw new EntryException(IoProblem.NotSupported, "LINK", EntryOperation.Read);

    /// <inheritdoc/>
    public EntryFacts? Look(EntryPath path) => Task.Run(() => FindAsync(path)).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public bool Holds(EntryPath parent, ReadOnlySpan<byte> name) => Find(parent, name) is not null;

    /// <summary>Closes the store.</summary>
    public void Dispose()
    {
        tables?.Dispose();
        Task.Run(() => place.Store.DisposeAsync().AsTask()).GetAwaiter().GetResult();
    }

    async Task RecallAsync(CancellationToken cancellation)
    {
        if (isRecalled) return;
        await new Catalogue(place).ReadAsync(notAfter: null, place.Tables.Objects, cancellation).ConfigureAwait(false);
        isRecalled = true;
    }

    async Task<EntryFacts?> FindAsync(EntryPath path)
    {
        try
        {
            var key = place.Keys.Of(place.Keys.Prefix, path, EntryKind.File);
            var info = await place.Store.LookAsync(key, versionId: null, CancellationToken.None).ConfigureAwait(false);
            return ObjectRecord.Of(ObjectMetadata.Read(info, EntryKind.File), info.ETag).Facts;
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            var folders = new ObjectFolders(place, memory);
            return await folders.IsThereAsync(path, CancellationToken.None).ConfigureAwait(false)
                ? memory.Find(path, EntryKind.Folder)?.Facts ?? new EntryFacts { Kind = EntryKind.Folder }
                : null;
        }
    }
}
