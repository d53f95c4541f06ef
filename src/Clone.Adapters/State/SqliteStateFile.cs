using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.State;

namespace Clone.Adapters.State;

/// <summary>
/// One file: a connection for writing behind a lock, and connections for reading beside it. A temporary file
/// (<paramref name="readers"/> is null) has the one connection only, for it is locked to it.
/// </summary>
sealed class SqliteStateFile(SqliteConnection writer, ReaderPool? readers) : IStateFile
{
    readonly object gate = new();
    readonly Dictionary<string, SqliteTable> tables = new(StringComparer.OrdinalIgnoreCase);
    bool disposed;

    public ISortedTable Table(string name)
    {
        if (!IsName(name)) throw new ArgumentException("A table's name is 1 to 60 letters.", nameof(name));
        var connection = TakeWriter();
        try
        {
            if (tables.TryGetValue(name, out var table)) return table;
            connection.Execute("CREATE TABLE IF NOT EXISTS \"" + name
                + "\" (key BLOB PRIMARY KEY NOT NULL, value BLOB NOT NULL) WITHOUT ROWID");
            table = new SqliteTable(this, name);
            tables.Add(name, table);
            return table;
        }
        finally
        {
            GiveBackWriter();
        }
    }

    public string? GetProperty(string name)
    {
        var connection = TakeReader();
        try
        {
            return connection.QueryText("SELECT value FROM clone_properties WHERE name = ?", name);
        }
        finally
        {
            GiveBackReader(connection);
        }
    }

    public void SetProperty(string name, string? value)
    {
        var connection = TakeWriter();
        try
        {
            var statement = connection.Statement(value == null
                ? "DELETE FROM clone_properties WHERE name = ?"
                : "INSERT OR REPLACE INTO clone_properties (name, value) VALUES (?, ?)");
            try
            {
                connection.BindText(statement, 1, name);
                if (value != null) connection.BindText(statement, 2, value);
                connection.Step(statement);
            }
            finally
            {
                SqliteConnection.Reset(statement);
            }
        }
        finally
        {
            GiveBackWriter();
        }
    }

    public void SetDurably(string name, string? value)
    {
        var connection = TakeWriter();
        try
        {
            // In a write-ahead log a commit is not flushed otherwise: https://www.sqlite.org/pragma.html#pragma_synchronous
            connection.Execute("PRAGMA synchronous = FULL");
            SetProperty(name, value);
            connection.Execute("PRAGMA synchronous = NORMAL");
        }
        finally
        {
            GiveBackWriter();
        }
    }

    /// <summary>The connection for writing, for the calling thread alone until it is given back.</summary>
    public SqliteConnection TakeWriter()
    {
        Monitor.Enter(gate);
        if (!disposed) return writer;
        Monitor.Exit(gate);
        throw new ObjectDisposedException(nameof(SqliteStateFile));
    }

    /// <summary>Ends what <see cref="TakeWriter"/> began.</summary>
    public void GiveBackWriter() => Monitor.Exit(gate);

    /// <summary>A connection for reading, for the calling thread alone until it is given back.</summary>
    public SqliteConnection TakeReader() => readers == null ? TakeWriter() : readers.Take();

    /// <summary>Ends what <see cref="TakeReader"/> began.</summary>
    public void GiveBackReader(SqliteConnection connection)
    {
        if (readers == null) GiveBackWriter();
        else readers.GiveBack(connection);
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            readers?.Dispose();
            writer.Dispose();
            if (readers == null) NewFile.Remove(writer.Path);
        }
    }

    static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (c is not (>= 'a' and <= 'z') and not (>= 'A' and <= 'Z')) return false;
        }

        return name.Length is > 0 and <= 60;
    }
}
