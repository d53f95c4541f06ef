using System;
using System.Collections.Generic;
using Clone.Engine.State;

namespace Clone.Tests.State;

/// <summary>Rows of tables in short, keys as hexadecimal text where tests compare them.</summary>
static class Rows
{
    public static void Put(this ISortedTable table, params ReadOnlySpan<(byte[] Key, byte[] Value)> rows)
    {
        var changes = new TableChanges();
        foreach (var (key, value) in rows) changes.Put(key, value);
        table.Apply(changes);
    }

    public static List<(string Key, string Value)> All(this ISortedTable table, bool descending = false, byte[]? from = null)
    {
        var rows = new List<(string, string)>();
        using var cursor = table.Read(descending, from);
        while (cursor.MoveNext()) rows.Add((Convert.ToHexString(cursor.Key), Convert.ToHexString(cursor.Value)));
        return rows;
    }
}
