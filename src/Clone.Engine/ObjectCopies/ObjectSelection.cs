using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>Asks for a few entries alone, so that not everything is listed for them.</summary>
/// <param name="store">The store.</param>
/// <param name="keys">The keys of the copy.</param>
/// <param name="selection">The entries.</param>
sealed class ObjectSelection(IObjectStore store, ObjectKeys keys, PathSelection selection)
{
    /// <summary>For more than these a listing, which shows 1,000 objects at once, is mostly cheaper.</summary>
    const int MostAsked = 200;

    /// <summary>Whether the entries are few and known by their paths.</summary>
    public static bool CanAsk(PathSelection selection) => selection.Patterns is null && selection.Count <= MostAsked;

    /// <summary>The objects of the entries and, where the selection takes it, of what lies below them, in the order of their keys.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var asked = selection.Paths.Select(path => (Key: keys.Of(keys.Prefix, path, EntryKind.File), IsFolder: false))
            .Concat(selection.Paths.Select(path => (Key: keys.Of(keys.Prefix, path, EntryKind.Folder), IsFolder: true)))
            .OrderBy(one => one.Key, KeyOrder.Instance);
        var listed = "\0";
        foreach (var (key, isFolder) in asked)
        {
            if (key.StartsWith(listed, StringComparison.Ordinal)) continue;
            if (isFolder && selection.TakesBelow)
            {
                await foreach (var page in store.ListAsync(new KeyRange(key), cancellation).ConfigureAwait(false)) yield return page;
                listed = key;
            }
            else if (await FindAsync(key, cancellation).ConfigureAwait(false) is { } info)
            {
                yield return [info];
            }
        }
    }

    async Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellation)
    {
        try
        {
            return await store.LookAsync(key, versionId: null, cancellation).ConfigureAwait(false);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return null;
        }
    }
}
