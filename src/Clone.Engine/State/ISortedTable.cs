using System;

namespace Clone.Engine.State;

/// <summary>
/// A table of byte keys and byte values in the order of the keys' bytes. It serves for everything that must outlive a
/// process or would not fit in memory: the index of a destination, spooled plan items, listings that must be sorted.
/// Safe for several threads.
/// </summary>
public interface ISortedTable
{
    /// <summary>Number of rows. Counts them: not for hot paths.</summary>
    long Count();

    /// <summary>The value of a key, or null.</summary>
    byte[]? Get(ReadOnlySpan<byte> key);

    /// <summary>
    /// Reads the rows in order, from the first key that is not before <paramref name="from"/> (descending: not after),
    /// or from the end of the table. Rows that are written meanwhile may be seen or not.
    /// </summary>
    TableCursor Read(bool descending = false, byte[]? from = null);

    /// <summary>Writes all changes in one transaction, in their order; a key that is there is replaced.</summary>
    void Apply(TableChanges changes);

    /// <summary>Removes all rows.</summary>
    void Clear();
}
