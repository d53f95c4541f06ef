using System;
using System.IO;
using Clone.Engine.Folders;

namespace Clone.TestProcess;

/// <summary>The platform of this machine, but in one folder, and in a folder of the same name elsewhere, lies more than is there.</summary>
sealed class GeneratedPlatform(string source, string baseFolder, int folders, int files) : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();

    public override StringComparison PathComparison => real.PathComparison;

    public override FolderHandle OpenRoot(string path)
    {
        var opened = real.OpenRoot(path);
        if (path == source) return new GeneratedFolder(opened, folders, files);
        return path == baseFolder ? new GeneratedBase(opened, Path.GetFileName(source), folders, files) : opened;
    }

    public override string Canonicalize(string path) => real.Canonicalize(path);
}
