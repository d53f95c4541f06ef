using System;
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
            var full = paths.GetUnresolvedProviderPathFromPSPath(Qualified(path), out var provider, out _);
            return provider.Name == FileSystem
                ? full
                : throw new CloneException(ErrorId.ClonePathInvalid, path, provider.Name);
        }
        catch (Exception error) when (error is SessionStateException or ProviderInvocationException or InvalidOperationException)
        {
            throw new CloneException(ErrorId.ClonePathInvalid, error, path, error.Message);
        }
    }

    // In another provider's location a share, an absolute path or ~ would be taken for that provider's.
    string Qualified(string path) =>
        paths.CurrentLocation.Provider.Name != FileSystem && (Path.IsPathRooted(path) || path[0] == '~')
            ? FileSystem + "::" + path
            : path;
}
