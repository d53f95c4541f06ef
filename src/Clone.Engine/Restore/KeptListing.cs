using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Kept;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Sync;

namespace Clone.Engine.Restore;

/// <summary>Lists the files and links that a copy keeps of earlier times, run by run. Nothing is written.</summary>
sealed class KeptListing(CloneNode node, CopyPlace place, string? item, Action<RunFailure> onUnreadable)
{
    static readonly bool onWindows = System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary>The entries, those of the earliest run first; each with the last moment at which the copy held it.</summary>
    /// <exception cref="CloneException">As <see cref="CopyDoor.Open"/>; CloneNothingKept, CloneFilterInvalid.</exception>
    public async IAsyncEnumerable<CopyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var copy = new CopyDoor(node).Open(place with { AsOf = null });
        var scope = new EntryScope(item is null ? null : FilterSet.Parse([CopyItems.PatternOf(item)], [], onWindows)) { IsDestination = true };
        var found = copy.Objects is { } objects ? OfObjectsAsync(copy, objects, scope, cancellation) : OfFolderAsync(copy, scope, cancellation);
        await foreach (var kept in found.ConfigureAwait(false)) yield return kept;
    }

    static async IAsyncEnumerable<CopyItem> OfObjectsAsync(
        OpenCopy copy, ObjectPlace objects, EntryScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var items = new ObjectKeptListing(objects, scope).ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        await using var _ = items.ConfigureAwait(false);
        while (await HasNextAsync(items, copy).ConfigureAwait(false))
            yield return new CopyItem(copy.Path, items.Current.Path.ToString(), items.Current.Facts) { AsOf = items.Current.AsOf };
    }

    static async ValueTask<bool> HasNextAsync(IAsyncEnumerator<KeptObject> items, OpenCopy copy)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, copy.Path, e.Code);
        }
    }

    async IAsyncEnumerable<CopyItem> OfFolderAsync(OpenCopy copy, EntryScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (copy.Tree is not SourceFolder current) throw new CloneException(ErrorId.CloneNothingKept, copy.Path);
        using var root = current.OpenFolder(EntryPath.Root);
        using var store = KeptStore.Find(root.Folder) ?? throw new CloneException(ErrorId.CloneNothingKept, copy.Path);
        foreach (var moment in store.Moments())
        {
            var name = Wtf8.Encode(KeptStamp.Of(moment));
            if (store.Folder.Look(name) is not { Kind: EntryKind.Folder }) continue;
            using var folder = new SourceFolder(copy.Path, store.Folder.OpenFolder(name));
            var entries = folder.ListAsync(scope, (path, e) => onUnreadable(RunFailure.Of(path, e)), cancellation);
            await foreach (var batch in entries.ConfigureAwait(false))
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    if (batch.ExclusionAt(i) != Exclusion.None || batch.FactsAt(i).Kind == EntryKind.Folder) continue;
                    yield return new CopyItem(copy.Path, batch.PathAt(i).ToString(), batch.FactsAt(i)) { AsOf = moment.AddMilliseconds(-1) };
                }
            }
        }
    }
}
