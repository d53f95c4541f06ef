using System;
using System.Globalization;
using Clone.Engine.State;
using SQLitePCL;

namespace Clone.Adapters.State;

/// <summary>One table of a file. SQLite compares blobs as memcmp does, which is the order of the contract.</summary>
sealed class SqliteTable : ISortedTable
{
    readonly SqliteStateFile file;
    readonly string count;
    readonly string get;
    readonly string put;
    readonly string delete;
    readonly string clear;
    readonly RowQueries rows;

    public SqliteTable(SqliteStateFile file, string name)
    {
        this.file = file;
        var table = "\"" + name + "\"";
        count = "SELECT count(*) FROM " + table;
        get = "SELECT value FROM " + table + " WHERE key = ?";
        put = "INSERT OR REPLACE INTO " + table + " (key, value) VALUES (?, ?)";
        delete = "DELETE FROM " + table + " WHERE key = ?";
        clear = "DELETE FROM " + table;
        rows = new RowQueries(table);
    }

    public long Count()
    {
        var connection = file.TakeReader();
        try
        {
            return long.Parse(connection.QueryText(count)!, CultureInfo.InvariantCulture);
        }
        finally
        {
            file.GiveBackReader(connection);
        }
    }

    public byte[]? Get(ReadOnlySpan<byte> key)
    {
        var connection = file.TakeReader();
        try
        {
            var statement = connection.Statement(get);
            try
            {
                connection.BindBlob(statement, 1, key);
                return connection.Step(statement) ? raw.sqlite3_column_blob(statement, 0).ToArray() : null;
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
    }

    public TableCursor Read(bool descending = false, byte[]? from = null) =>
        new SqliteTableCursor(file, rows, descending, from);

    public void Apply(TableChanges changes)
    {
        if (changes.Count == 0) return;
        var connection = file.TakeWriter();
        try
        {
            connection.InTransaction(() => Write(connection, changes));
        }
        finally
        {
            file.GiveBackWriter();
        }
    }

    public void Clear()
    {
        var connection = file.TakeWriter();
        try
        {
            connection.Execute(clear);
        }
        finally
        {
            file.GiveBackWriter();
        }
    }

    void Write(SqliteConnection connection, TableChanges changes)
    {
        var putting = connection.Statement(put);
        var deleting = connection.Statement(delete);
        try
        {
            for (var i = 0; i < changes.Count; i++)
            {
                var statement = changes.IsDeleteAt(i) ? deleting : putting;
                connection.BindBlob(statement, 1, changes.KeyAt(i));
                if (statement == putting) connection.BindBlob(statement, 2, changes.ValueAt(i));
                connection.Step(statement);
                _ = raw.sqlite3_reset(statement);
            }
        }
        finally
        {
            SqliteConnection.Reset(putting);
            SqliteConnection.Reset(deleting);
        }
    }
}
