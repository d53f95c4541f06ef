using System.IO;

namespace Clone.Engine.State;

/// <summary>Makes files of state that on Unix nobody but the owner may open, from their first moment on.</summary>
static class PrivateFile
{
    /// <summary>Opens a file, and makes it when it is not there.</summary>
    public static FileStream OpenOrMake(string path, FileShare share)
    {
#if NET
        if (!System.OperatingSystem.IsWindows())
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = share,
                BufferSize = 1,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
#endif
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, 1);
    }
}
