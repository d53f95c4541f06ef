using System;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Rows of a table that two read, one of them some rows ahead: the one by their numbers, the other as a cursor. Each row is
/// asked of the table once, and kept until both have passed it.
/// </summary>
sealed class SharedRows(TableCursor rows) : TableCursor
{
    const int FewestToDrop = 1024;

    byte[] bytes = [];
    int[] ends = []; // of key and value, two a row
    int count;
    int current = -1;
    bool ended;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Key => KeyAt(current);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Value => ValueAt(current);

    /// <inheritdoc/>
    public override bool MoveNext() => Holds(++current);

    /// <summary>True when there is a row of that number, which is at most the next that nobody has asked for.</summary>
    public bool Holds(int number)
    {
        if (number < count) return true;
        if (ended || !rows.MoveNext())
        {
            ended = true;
            return false;
        }
        Keep(rows.Key, rows.Value);
        return true;
    }

    /// <summary>The key of a row; valid until the next row is asked for.</summary>
    public ReadOnlySpan<byte> KeyAt(int number)
    {
        var start = StartOf(number);
        return bytes.AsSpan(start, ends[2 * number] - start);
    }

    /// <summary>The value of a row; valid until the next row is asked for.</summary>
    public ReadOnlySpan<byte> ValueAt(int number) => bytes.AsSpan(ends[2 * number], ends[(2 * number) + 1] - ends[2 * number]);

    /// <summary>Lets rows go that both have passed, which gives the others new numbers.</summary>
    /// <param name="next">The number of the first row that the one who reads by numbers still needs.</param>
    /// <returns>Its new number.</returns>
    public int Drop(int next)
    {
        var passed = Math.Min(current, next);
        if (passed < FewestToDrop) return next;
        var start = StartOf(passed);
        var used = ends[(2 * count) - 1];
        Buffer.BlockCopy(bytes, start, bytes, 0, used - start);
        for (var i = 2 * passed; i < 2 * count; i++) ends[i - (2 * passed)] = ends[i] - start;
        count -= passed;
        current -= passed;
        return next - passed;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) rows.Dispose();
    }

    int StartOf(int number) => number == 0 ? 0 : ends[(2 * number) - 1];

    void Keep(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var start = StartOf(count);
        var used = start + key.Length + value.Length;
        if (used > bytes.Length) Array.Resize(ref bytes, Math.Max(used, Math.Max(1 << 16, 2 * bytes.Length)));
        if ((2 * count) + 2 > ends.Length) Array.Resize(ref ends, Math.Max(4096, 2 * ends.Length));
        key.CopyTo(bytes.AsSpan(start));
        value.CopyTo(bytes.AsSpan(start + key.Length));
        ends[2 * count] = start + key.Length;
        ends[(2 * count) + 1] = used;
        count++;
    }
}
