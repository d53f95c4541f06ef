using System;

namespace Clone.Engine.State;

/// <summary>Reads rows of a <see cref="ISortedTable"/> in order.</summary>
public abstract class TableCursor : IDisposable
{
    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool MoveNext();

    /// <summary>The key of the row; valid until the next call of <see cref="MoveNext"/>.</summary>
    public abstract ReadOnlySpan<byte> Key { get; }

    /// <summary>The value of the row; valid until the next call of <see cref="MoveNext"/>.</summary>
    public abstract ReadOnlySpan<byte> Value { get; }

    /// <summary>Ends the reading.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the reading.</summary>
    protected abstract void Dispose(bool disposing);
}
