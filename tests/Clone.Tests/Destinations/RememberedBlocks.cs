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
sealed class RememberedBlocks
{
    const int Block = 16;

    readonly ISortedTable table = new MemoryStateFile(new MemoryStateStore(_ => { }), "index").Table("blocks");

    public BlockShelf Shelf => new(table, from: 1, Block, isTrusted: true);

    public IDestination Over(IDestination inner) => new Remembering(inner, new IndexWriter(NoRows.Instance, table));

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
