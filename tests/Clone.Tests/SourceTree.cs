using System;
using System.IO;

namespace Clone.Tests;

/// <summary>The source tree in which the tests were built.</summary>
static class SourceTree
{
    /// <summary>Absolute path of its root.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of something in it.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CloneModule.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the project's folder.");
        return folder.FullName;
    }
}
