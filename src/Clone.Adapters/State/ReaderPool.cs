using System;
using System.Collections.Generic;

namespace Clone.Adapters.State;

/// <summary>Connections for reading a durable file beside its writer. Safe for several threads.</summary>
sealed class ReaderPool(string path, TimeSpan busyTimeout) : IDisposable
{
    const int MostKept = 4;
    readonly Stack<SqliteConnection> idle = new();
    bool disposed;

    public SqliteConnection Take()
    {
        lock (idle)
        {
            if (disposed) throw new ObjectDisposedException(nameof(SqliteStateFile));
            if (idle.Count > 0) return idle.Pop();
        }

        var connection = SqliteConnection.Open(path, busyTimeout);
        try
        {
            StateFileFormat.PrepareReader(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void GiveBack(SqliteConnection connection)
    {
        lock (idle)
        {
            if (!disposed && idle.Count < MostKept)
            {
                idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (idle)
        {
            disposed = true;
            while (idle.Count > 0) idle.Pop().Dispose();
        }
    }
}
