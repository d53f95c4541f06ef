using System;
using System.IO;
using Clone.Engine.Errors;

namespace Clone.Adapters.State;

/// <summary>
/// Makes the empty file that SQLite then fills, so that on Unix nobody but the owner may read it from its first moment
/// on; SQLite gives its companion files (-wal, -shm) the same mode. On Windows the state folder's ACL is inherited.
/// </summary>
static class NewFile
{
    /// <summary>
    /// POSIX drops all locks that a process has on a file when it closes any descriptor of it, those of SQLite too
    /// (https://www.sqlite.org/howtocorrupt.html, section 2.2). A file must therefore be closed here before another
    /// thread can open it as a database, and one that exists is never opened here.
    /// </summary>
    static readonly object Gate = new();

    public static void MakeIfMissing(string path)
    {
        lock (Gate)
        {
            if (File.Exists(path)) return;
            try
            {
                Make(path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
            }
        }
    }

    public static void MakeAnew(string path)
    {
        lock (Gate)
        {
            try
            {
                Remove(path);
                Make(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
            }
        }
    }

    public static void Remove(string path) => File.Delete(path);

    static void Make(string path)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
#else
        new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
#endif
    }
}
