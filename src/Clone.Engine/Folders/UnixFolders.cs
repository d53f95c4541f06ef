using System;

namespace Clone.Engine.Folders;

/// <summary>Folders by way of libc, for Linux.</summary>
sealed class UnixFolders : FolderPlatform
{
    public override StringComparison PathComparison => StringComparison.Ordinal;

    public override FolderHandle OpenRoot(string path) => throw new PlatformNotSupportedException();

    public override string Canonicalize(string path) => throw new PlatformNotSupportedException();
}
