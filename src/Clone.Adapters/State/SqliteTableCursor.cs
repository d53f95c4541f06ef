using System;
using Clone.Engine.State;
using SQLitePCL;

namespace Clone.Adapters.State;

/// <summary>
/// Reads a table in pieces, each copied in one short read transaction: a reader that waits keeps neither a connection
/// nor the write-ahead log from being checkpointed.
/// </summary>
sealed class SqliteTableCursor(SqliteStateFile file, RowQueries rows, bool descending, byte[]? from) : TableCursor
{
    /// <summary>The first piece is small, for those who read but a few rows.</summary>
    const int FirstRows = 64;
    const int MostRows = 4096;
    const int MostBytes = 1 << 20;

    byte[] buffer = [];
    int[] ends = []; // of key and value in the buffer, two a row
    int count;
    int current = -1;
    int wanted = FirstRows;
    bool begun;
    bool ended;

    public override ReadOnlySpan<byte> Key => buffer.AsSpan(Start, ends[2 * current] - Start);

    public override ReadOnlySpan<byte> Value => buffer.AsSpan(ends[2 * current], ends[(2 * current) + 1] - ends[2 * current]);

    int Start => current == 0 ? 0 : ends[(2 * current) - 1];

    public override bool MoveNext()
    {
        if (current + 1 >= count)
        {
            if (ended) return false;
            Fill();
            if (count == 0) return false;
        }

        current++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        ended = true;
        count = 0;
        current = -1;
        buffer = [];
        ends = [];
    }

    void Fill()
    {
        ended = true; // after an error too
        var connection = file.TakeReader();
        try
        {
            var statement = Bind(connection);
            try
            {
                ended = !Copy(connection, statement);
            }
            finally
            {
                SqliteConnection.Reset(statement);
            }
        }
        finally
        {
            file.GiveBackReader(connection);
        }

        begun = true;
        wanted = Math.Min(MostRows, wanted * 8);
    }

    sqlite3_stmt Bind(SqliteConnection connection)
    {
        sqlite3_stmt statement;
        if (begun)
        {
            current = count - 1;
            statement = connection.Statement(rows.After(descending));
            connection.BindBlob(statement, 1, Key);
        }
        else if (from != null)
        {
            statement = connection.Statement(rows.From(descending));
            connection.BindBlob(statement, 1, from);
        }
        else
        {
            statement = connection.Statement(rows.All(descending));
        }

        return statement;
    }

    /// <summary>Copies the next rows; false when the last one is among them.</summary>
    bool Copy(SqliteConnection connection, sqlite3_stmt statement)
    {
        var used = 0;
        count = 0;
        current = -1;
        if (ends.Length < 2 * wanted) ends = new int[2 * wanted];
        while (count < wanted && used < MostBytes)
        {
            if (!connection.Step(statement)) return false;
            ends[2 * count] = used = Keep(raw.sqlite3_column_blob(statement, 0), used);
            ends[(2 * count) + 1] = used = Keep(raw.sqlite3_column_blob(statement, 1), used);
            count++;
        }

        return true;
    }

    int Keep(ReadOnlySpan<byte> bytes, int used)
    {
        if (used + bytes.Length > buffer.Length) Array.Resize(ref buffer, Math.Max(Math.Max(4096, buffer.Length * 2), used + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(used));
        return used + bytes.Length;
    }
}
