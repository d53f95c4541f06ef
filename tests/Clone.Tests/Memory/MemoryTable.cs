using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.State;

namespace Clone.Tests.Memory;

/// <summary>A table of a <see cref="MemoryStateFile"/>.</summary>
sealed class MemoryTable(MemoryStateFile file) : ISortedTable
{
    static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    SortedDictionary<byte[], byte[]> rows = new(ByBytes);

    public long Count()
    {
        file.Use();
        lock (file) return rows.Count;
    }

    public byte[]? Get(ReadOnlySpan<byte> key)
    {
        file.Use();
        lock (file) return rows.GetValueOrDefault(key.ToArray());
    }

    public TableCursor Read(bool descending = false, byte[]? from = null)
    {
        file.Use();
        lock (file)
        {
            var found = rows.Where(row => from is null || (descending ? ByBytes.Compare(row.Key, from) <= 0 : ByBytes.Compare(row.Key, from) >= 0));
            return new Cursor(descending ? [.. found.Reverse()] : [.. found]);
        }
    }

    public void Apply(TableChanges changes)
    {
        file.Use();
        lock (file)
        {
            var before = new SortedDictionary<byte[], byte[]>(rows, ByBytes);
            for (var i = 0; i < changes.Count; i++)
            {
                if (changes.IsDeleteAt(i)) rows.Remove(changes.KeyAt(i).ToArray());
                else rows[changes.KeyAt(i).ToArray()] = changes.ValueAt(i).ToArray();
            }
            file.Done(() => rows = before);
        }
    }

    public void Clear()
    {
        file.Use();
        lock (file)
        {
            var before = rows;
            rows = new(ByBytes);
            file.Done(() => rows = before);
        }
    }

    sealed class Cursor(KeyValuePair<byte[], byte[]>[] rows) : TableCursor
    {
        int place = -1;

        public override ReadOnlySpan<byte> Key => rows[place].Key;

        public override ReadOnlySpan<byte> Value => rows[place].Value;

        public override bool MoveNext() => ++place < rows.Length;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
