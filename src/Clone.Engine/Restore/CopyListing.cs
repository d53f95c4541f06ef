using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;

namespace Clone.Engine.Restore;

/// <summary>Lists what lies in a copy, as it is found. Nothing is written.</summary>
sealed class CopyListing(CloneNode node, CopyPlace place, string? item, bool recurses, Action<RunFailure> onUnreadable)
{
    /// <summary>The entries in canonical order, without Clone's own.</summary>
    /// <exception cref="CloneException">As <see cref="CopyDoor.Open"/> and <see cref="CopyItems.Select"/>.</exception>
    public async IAsyncEnumerable<CopyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var copy = new CopyDoor(node).Open(place);
        var items = new CopyItems(copy);
        string[] asked = item is null ? [] : [item];
        var only = items.Select(asked);
        var found = item is null ? EntryPath.Root : items.Find(item);
        var scope = new EntryScope(filters: null)
        {
            IsDestination = true,
            Only = only,
            MostDepth = recurses ? int.MaxValue : DepthOf(found),
        };
        var entries = copy.Tree.ListAsync(scope, (path, e) => onUnreadable(RunFailure.Of(path, e)), cancellation).GetAsyncEnumerator(cancellation);
        await using var _ = entries.ConfigureAwait(false);
        while (await HasNextAsync(entries, copy).ConfigureAwait(false))
        {
            var batch = entries.Current;
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.ExclusionAt(i) is not (Exclusion.None or Exclusion.NameNotValid)) continue;
                // A folder that was named is listed, not shown.
                if (batch.FactsAt(i).Kind == EntryKind.Folder && found is { } named && batch.PathAt(i) == named) continue;
                yield return new CopyItem(copy.Path, batch.PathAt(i).ToString(), batch.FactsAt(i)) { AsOf = place.AsOf };
            }
        }
    }

    static async ValueTask<bool> HasNextAsync(IAsyncEnumerator<EntryBatch> entries, OpenCopy copy)
    {
        try
        {
            return await entries.MoveNextAsync().ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, copy.Path, e.Code);
        }
    }

    /// <summary>What a folder holds, or what a pattern with so many parts matches.</summary>
    int DepthOf(EntryPath? found)
    {
        if (found is { } path) return path.IsRoot ? 1 : path.ToString().Count(c => c == '/') + 2;
        var pattern = CopyItems.PatternOf(item!);
        return pattern.Contains("**") ? int.MaxValue : pattern.Count(c => c == '/');
    }
}
