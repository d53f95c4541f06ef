using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Memory;

namespace Clone.Tests.Destinations;

/// <summary>An index that takes down the blocks of what is committed, as that of a run does.</summary>
/// <param name="blockBytes">The smallest size of blocks.</param>
/// <param name="from">Files from this size on have sums.</param>
sealed class RememberedBlocks(int blockBytes = 16, int from = 1)
{
    public ISortedTable Table { get; } = new MemoryStateFile(new MemoryStateStore(_ => { }), "index").Table("blocks");

    public BlockShelf Shelf => new(Table, from, blockBytes, isTrusted: true);

    public IDestination Over(IDestination inner) => new Remembering(inner, new IndexWriter(NoRows.Instance, Table));

    sealed class Remembering(IDestination inner, IndexWriter index) : WrappedDestination(inner)
    {
        public override async ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem)
        {
            await Inner.CommitAsync(items, (item, failure) =>
            {
                if (failure is null) index.Put(item);
                onItem(item, failure);
            });
            index.Flush();
        }
    }
}
