using System;
using Clone.Engine.State;

namespace Clone.Adapters.State;

/// <summary>Files of state as SQLite databases.</summary>
sealed class SqliteStateStore(TimeSpan busyTimeout) : IStateStore
{
    /// <summary>
    /// A writer holds the lock of a file for one transaction, the largest of which take a few seconds on a slow disk.
    /// </summary>
    static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    public SqliteStateStore()
        : this(DefaultBusyTimeout)
    {
    }

    public IStateFile Open(string path, string kind, int version)
    {
        if (version < 1) throw new ArgumentOutOfRangeException(nameof(version));
        NewFile.MakeIfMissing(path);
        var writer = SqliteConnection.Open(path, busyTimeout);
        try
        {
            StateFileFormat.Prepare(writer, kind, version);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        return new SqliteStateFile(writer, new ReaderPool(path, busyTimeout));
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
