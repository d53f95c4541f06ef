using System.Threading;

namespace Clone.Engine.Folders;

/// <summary>
/// Files of a destination that wait for their first name, each of them open. Nothing of them is left when the run is killed, and
/// they cost no name that is taken away again. Members are safe to call from several threads.
/// </summary>
/// <param name="most">How many there may be at once.</param>
sealed class UnnamedFiles(int most)
{
    /// <summary>They take one of so many files that the process may have open: other runs need theirs.</summary>
    public const int ShareOfOpenFiles = 4;

    int open;

    /// <summary>How many there are.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Makes one in a folder; null when it has to have a name: too many wait, or the file system holds no such files.</summary>
    public FileWriter? TryCreate(FolderHandle folder)
    {
        if (Interlocked.Increment(ref open) <= most && folder.TryCreateUnnamed() is { } file) return file;
        Interlocked.Decrement(ref open);
        return null;
    }

    /// <summary>Closes one, named or not.</summary>
    public void Close(FileWriter file)
    {
        file.Dispose();
        Interlocked.Decrement(ref open);
    }
}
