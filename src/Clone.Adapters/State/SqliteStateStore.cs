using System;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Adapters.State;

/// <summary>Files of state as SQLite databases.</summary>
/// <param name="busyTimeout">How long a connection waits for another that writes.</param>
/// <param name="pause">Waits before a file is tried again.</param>
sealed class SqliteStateStore(TimeSpan busyTimeout, Action<TimeSpan> pause) : IStateStore
{
    /// <summary>
    /// A writer holds the lock of a file for one transaction, the largest of which take a few seconds on a slow disk.
    /// </summary>
    static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    const int MostTries = 5;
    const int PauseAfterFirst = 50; // milliseconds; half a second in all

    public SqliteStateStore()
        : this(DefaultBusyTimeout, Thread.Sleep)
    {
    }

    /// <summary>Loads SQLite and compiles what works on it, with a database in memory.</summary>
    public static void Prepare()
    {
        using var connection = SqliteConnection.Open(":memory:", DefaultBusyTimeout);
        StateFileFormat.PrepareTemporary(connection);
        connection.QueryText("SELECT value FROM clone_properties WHERE name = ?", "");
    }

    public IStateFile Open(string path, string kind, int version)
    {
        if (version < 1) throw new ArgumentOutOfRangeException(nameof(version));
        NewFile.MakeIfMissing(path);
        return new SqliteStateFile(OpenWriter(path, kind, version), new ReaderPool(path, busyTimeout));
    }

    SqliteConnection OpenWriter(string path, string kind, int version)
    {
        for (var attempt = 1; ; attempt++)
        {
            SqliteConnection? writer = null;
            try
            {
                writer = SqliteConnection.Open(path, busyTimeout);
                StateFileFormat.Prepare(writer, kind, version);
                return writer;
            }
            catch (CloneException e) when (attempt < MostTries && SqliteErrors.MayPass(e))
            {
                writer?.Dispose();
                pause(TimeSpan.FromMilliseconds(PauseAfterFirst * attempt));
            }
            catch
            {
                writer?.Dispose();
                throw;
            }
        }
    }

    public IStateFile CreateTemporary(string path)
    {
        NewFile.MakeAnew(path);
        var writer = SqliteConnection.Open(path, busyTimeout);
        try
        {
            StateFileFormat.PrepareTemporary(writer);
        }
        catch
        {
            writer.Dispose();
            NewFile.Remove(path);
            throw;
        }

        return new SqliteStateFile(writer, readers: null);
    }
}
