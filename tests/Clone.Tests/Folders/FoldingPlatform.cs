using System;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>The platform of this machine, but below one folder names are the same when a rule of the test says so.</summary>
/// <param name="root">The folder.</param>
/// <param name="fold">Gives names that are the same one form.</param>
sealed class FoldingPlatform(string root, Func<string, string> fold) : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();

    public override StringComparison PathComparison => real.PathComparison;

    public override FolderHandle OpenRoot(string path) =>
        path == root ? new FoldingFolder(real.OpenRoot(path), fold) : real.OpenRoot(path);

    public override string Canonicalize(string path) => real.Canonicalize(path);
}
