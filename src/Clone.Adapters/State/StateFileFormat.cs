using System.Globalization;
using Clone.Engine.Errors;

namespace Clone.Adapters.State;

/// <summary>How a file of state is laid out, and what it is checked for when it is opened.</summary>
static class StateFileFormat
{
    const string ReadMeta = "SELECT value FROM clone_meta WHERE name = ?";

    /// <summary>Sets a connection up that writes to a durable file; lays the file out when it is new.</summary>
    public static void Prepare(SqliteConnection connection, string kind, int version)
    {
        SetUp(connection);
        if (connection.QueryText("PRAGMA journal_mode") != "wal"
            && connection.QueryText("PRAGMA journal_mode = WAL") != "wal")
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, connection.Path, "no write-ahead log on this file system");
        }

        if (!HasMeta(connection)) connection.InTransaction(() => LayOut(connection, kind, version));
        Check(connection, kind, version);
    }

    /// <summary>Sets a connection up that only reads a durable file.</summary>
    public static void PrepareReader(SqliteConnection connection)
    {
        SetUp(connection);
        connection.Execute("PRAGMA query_only = ON");
    }

    /// <summary>Lays a temporary file out: no journal, no flushes, one connection that holds it for itself.</summary>
    public static void PrepareTemporary(SqliteConnection connection)
    {
        connection.Execute("PRAGMA locking_mode = EXCLUSIVE");
        connection.Execute("PRAGMA journal_mode = OFF");
        connection.Execute("PRAGMA synchronous = OFF");
        connection.Execute("PRAGMA cache_size = -16000");
        connection.Execute("CREATE TABLE clone_properties (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
    }

    static void SetUp(SqliteConnection connection)
    {
        connection.Execute("PRAGMA synchronous = NORMAL");
        connection.Execute("PRAGMA cache_size = -8000");
        connection.Execute("PRAGMA journal_size_limit = 4194304"); // what a large transaction left is given back
        connection.Execute("PRAGMA trusted_schema = OFF");
    }

    static bool HasMeta(SqliteConnection connection) =>
        connection.QueryText("SELECT name FROM sqlite_schema WHERE name = 'clone_meta'") != null;

    static void LayOut(SqliteConnection connection, string kind, int version)
    {
        if (HasMeta(connection)) return; // another process was faster
        if (connection.QueryText("SELECT name FROM sqlite_schema LIMIT 1") != null)
            throw Damaged(connection, "it is a database of another program");

        connection.Execute("CREATE TABLE clone_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        connection.Execute("CREATE TABLE clone_properties (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        Put(connection, "kind", kind);
        Put(connection, "version", version.ToString(CultureInfo.InvariantCulture));
    }

    static void Check(SqliteConnection connection, string kind, int version)
    {
        var foundKind = connection.QueryText(ReadMeta, "kind");
        if (foundKind != kind) throw Damaged(connection, "it holds '" + foundKind + "', not '" + kind + "'");

        var text = connection.QueryText(ReadMeta, "version");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var found) || found < 1)
            throw Damaged(connection, "its format version is '" + text + "'");
        if (found > version) throw new CloneException(ErrorId.CloneStateTooNew, connection.Path, found, version);
    }

    static void Put(SqliteConnection connection, string name, string value)
    {
        var statement = connection.Statement("INSERT INTO clone_meta (name, value) VALUES (?, ?)");
        try
        {
            connection.BindText(statement, 1, name);
            connection.BindText(statement, 2, value);
            connection.Step(statement);
        }
        finally
        {
            SqliteConnection.Reset(statement);
        }
    }

    static CloneException Damaged(SqliteConnection connection, string detail) =>
        new(ErrorId.CloneStateDamaged, connection.Path, detail);
}
