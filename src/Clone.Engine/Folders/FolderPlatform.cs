using System.Runtime.InteropServices;

namespace Clone.Engine.Folders;

/// <summary>What the platform does with folders; all else is done with the handles that it opens.</summary>
public abstract class FolderPlatform
{
    /// <summary>The platform of this machine.</summary>
    public static FolderPlatform OfThisMachine() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new WindowsFolders() : new UnixFolders();

    /// <summary>
    /// Opens the root of a side by its full path. Links in the path itself are followed: an administrator named it.
    /// Fails (EntryException) when it is not there, is no folder, or may not be read.
    /// </summary>
    public abstract FolderHandle OpenRoot(string path);

    /// <summary>
    /// The full path with every link resolved and, where case is folded, in the stored case, without a separator at
    /// the end (but for a root). Parts at the end that do not exist yet are kept as they are.
    /// </summary>
    public abstract string Canonicalize(string path);

    /// <summary>How paths of this platform are compared: ignoring case on Windows.</summary>
    public abstract System.StringComparison PathComparison { get; }
}
