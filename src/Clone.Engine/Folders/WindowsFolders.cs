using System;

namespace Clone.Engine.Folders;

/// <summary>Folders by way of the Windows API.</summary>
sealed class WindowsFolders : FolderPlatform
{
    public override StringComparison PathComparison => StringComparison.OrdinalIgnoreCase;

    public override FolderHandle OpenRoot(string path) => throw new PlatformNotSupportedException();

    public override string Canonicalize(string path) => throw new PlatformNotSupportedException();
}
