using System;
using System.IO;

namespace Clone.Tests;

/// <summary>The files of tests/data: references, and a sample of every store.</summary>
static class TestData
{
    public static string Folder { get; } = Find();

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the project's folder.");
        return Path.Combine(folder.FullName, "tests", "data");
    }
}
