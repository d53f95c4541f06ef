using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Blocks;

/// <summary>Gives a run the block indexes that runs before it have written.</summary>
/// <param name="table">The rows.</param>
/// <param name="from">Files from this size on, in bytes, have one.</param>
/// <param name="blockBytes">The smallest size of blocks.</param>
/// <param name="isTrusted">False for a run that sends contents whatever seems to be there.</param>
sealed class BlockShelf(ISortedTable table, long from, int blockBytes, bool isTrusted)
{
    /// <summary>From this size on it is worth it: a smaller file is copied whole in a fraction of a second.</summary>
    public const long DefaultFrom = 64L << 20;

    /// <summary>Files from this size on, in bytes, have an index.</summary>
    public long From => from;

    /// <summary>The smallest size of blocks.</summary>
    public int BlockBytes => blockBytes;

    /// <summary>What is known of the blocks of a file; null when nothing is.</summary>
    public BlockIndex? Find(EntryPath path)
    {
        if (!isTrusted) return null;
        return table.Get(EntryOrder.Key(path, EntryKind.File)) is { } row ? BlockIndex.Read(row) : null;
    }
}
