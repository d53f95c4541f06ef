using System.IO;
using System.Management.Automation;
using Clone.Engine.Errors;

namespace Clone.Cmdlets;

/// <summary>Folders as users of PowerShell name them: relative to the location, by a PowerShell drive, with ~.</summary>
/// <param name="paths">The paths of the user's runspace.</param>
sealed class FolderPathReader(PathIntrinsics paths)
{
    const string FileSystem = "FileSystem";

    /// <summary>The full path that the operating system knows; nothing needs to be there.</summary>
    /// <exception cref="CloneException">It is no path of the file system (ClonePathInvalid).</exception>
    public string Read(string path)
    {
        try
        {
            var full = Resolve(path, out var provider);
            // In another provider's location a share or an absolute path would be taken for that provider's.
            if (provider.Name != FileSystem && Path.IsPathRooted(path))
                full = Resolve(FileSystem + "::" + path, out provider);
            return provider.Name == FileSystem
                ? full
                : throw new CloneException(ErrorId.ClonePathInvalid, path, provider.Name);
        }
        catch (RuntimeException error) when (error is SessionStateException or ProviderInvocationException)
        {
            throw new CloneException(ErrorId.ClonePathInvalid, error, path, error.Message);
        }
    }

    string Resolve(string path, out ProviderInfo provider) =>
        paths.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
}
