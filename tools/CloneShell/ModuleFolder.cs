using System;
using System.IO;

namespace CloneShell;

/// <summary>Where the build stages the module.</summary>
static class ModuleFolder
{
    /// <summary>
    /// The folder <c>artifacts/module</c> of the source tree that this shell was built in, whether or not the module
    /// is there yet; null when the shell lies outside a source tree.
    /// </summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CloneModule.sln")))
                return Path.Combine(folder.FullName, "artifacts", "module");
        return null;
    }
}
