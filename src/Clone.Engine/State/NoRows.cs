using System;

namespace Clone.Engine.State;

/// <summary>A table that keeps nothing, for a pass that nobody remembers.</summary>
sealed class NoRows : ISortedTable
{
    /// <summary>The table.</summary>
    public static NoRows Instance { get; } = new();

    /// <inheritdoc/>
    public long Count() => 0;

    /// <inheritdoc/>
    public byte[]? Get(ReadOnlySpan<byte> key) => null;

    /// <inheritdoc/>
    public TableCursor Read(bool descending = false, byte[]? from = null) => new End();

    /// <inheritdoc/>
    public void Apply(TableChanges changes)
    {
    }

    /// <inheritdoc/>
    public void Clear()
    {
    }

    sealed class End : TableCursor
    {
        public override ReadOnlySpan<byte> Key => default;

        public override ReadOnlySpan<byte> Value => default;

        public override bool MoveNext() => false;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
