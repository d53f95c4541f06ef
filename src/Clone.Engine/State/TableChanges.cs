using System;
using System.Collections.Generic;

namespace Clone.Engine.State;

/// <summary>Changes to a <see cref="ISortedTable"/>, packed into one buffer.</summary>
public sealed class TableChanges
{
    readonly List<Change> changes = [];
    byte[] buffer = new byte[4096];
    int used;

    /// <summary>Number of changes.</summary>
    public int Count => changes.Count;

    /// <summary>Size of all keys and values in bytes.</summary>
    public int Bytes => used;

    /// <summary>Adds a row, or replaces the one with that key.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        changes.Add(new Change(Keep(key), key.Length, Keep(value), value.Length));

    /// <summary>Removes the row of that key, if it is there.</summary>
    public void Delete(ReadOnlySpan<byte> key) => changes.Add(new Change(Keep(key), key.Length, 0, -1));

    /// <summary>The key of a change.</summary>
    public ReadOnlySpan<byte> KeyAt(int index) => buffer.AsSpan(changes[index].Key, changes[index].KeyLength);

    /// <summary>True when the change removes the row.</summary>
    public bool IsDeleteAt(int index) => changes[index].ValueLength < 0;

    /// <summary>The value of a change that puts one.</summary>
    public ReadOnlySpan<byte> ValueAt(int index) => buffer.AsSpan(changes[index].Value, changes[index].ValueLength);

    /// <summary>Forgets all changes and keeps the buffer.</summary>
    public void Clear()
    {
        changes.Clear();
        used = 0;
    }

    int Keep(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
        return used - bytes.Length;
    }

    readonly record struct Change(int Key, int KeyLength, int Value, int ValueLength);
}
