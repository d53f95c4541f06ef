using System;
using System.Collections.Generic;
using System.Text;
using SQLitePCL;

namespace Clone.Adapters.State;

/// <summary>One connection to a file, with the statements that were prepared on it. For one thread at a time.</summary>
sealed class SqliteConnection : IDisposable
{
    const uint Persistent = 1; // SQLITE_PREPARE_PERSISTENT, https://www.sqlite.org/c3ref/c_prepare_dont_log.html
    readonly sqlite3 handle;
    readonly Dictionary<string, sqlite3_stmt> statements = new(StringComparer.Ordinal);

    static SqliteConnection() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    SqliteConnection(sqlite3 handle, string path)
    {
        this.handle = handle;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Opens a file that exists; nothing of it is read yet.</summary>
    public static SqliteConnection Open(string path, TimeSpan busyTimeout)
    {
        var result = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new SqliteConnection(handle, path);
        try
        {
            connection.Check(result);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A statement, reset and ready to be bound. It is prepared once.</summary>
    public sqlite3_stmt Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v3(handle, sql, Persistent, out statement));
        statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a statement that gives no rows, or whose rows do not matter.</summary>
    public void Execute(string sql)
    {
        var statement = Statement(sql);
        try
        {
            while (Step(statement))
            {
                // Rows of a PRAGMA.
            }
        }
        finally
        {
            Reset(statement);
        }
    }

    /// <summary>The first column of the first row as text, or null.</summary>
    public string? QueryText(string sql, string? argument = null)
    {
        var statement = Statement(sql);
        try
        {
            if (argument != null) BindText(statement, 1, argument);
            return Step(statement) ? Text(statement, 0) : null;
        }
        finally
        {
            Reset(statement);
        }
    }

    /// <summary>Runs work in one transaction that has the right to write from its start on.</summary>
    public void InTransaction(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Goes to the next row of a statement; false when there is none.</summary>
    public bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        throw SqliteErrors.Of(result, handle, Path);
    }

    /// <summary>Ends a statement and forgets what was bound. Its result repeats the error of the last step.</summary>
    public static void Reset(sqlite3_stmt statement)
    {
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    public void BindBlob(sqlite3_stmt statement, int index, ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, index, 0) // an empty span would be bound as NULL
            : raw.sqlite3_bind_blob(statement, index, value));

    public void BindText(sqlite3_stmt statement, int index, string value) =>
        Check(raw.sqlite3_bind_text(statement, index, value));

    public static string? Text(sqlite3_stmt statement, int column)
    {
        var bytes = raw.sqlite3_column_blob(statement, column);
#if NET
        return raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : Encoding.UTF8.GetString(bytes);
#else
        return raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : Encoding.UTF8.GetString(bytes.ToArray());
#endif
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        statements.Clear();
        handle.Dispose();
    }

    void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw SqliteErrors.Of(result, handle, Path);
    }

    /// <summary>Some errors have ended the transaction already (https://www.sqlite.org/lang_transaction.html).</summary>
    void Rollback()
    {
        if (raw.sqlite3_get_autocommit(handle) == 0) _ = raw.sqlite3_exec(handle, "ROLLBACK");
    }
}
