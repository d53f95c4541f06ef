using System;
using System.IO;

namespace Clone.Tests.Folders;

/// <summary>Takes away a folder of a test, whatever the test has left in it.</summary>
static class Removal
{
    public static void Of(string folder)
    {
        // Names that are no UTF-8 cannot be removed by way of .NET.
        if (!OperatingSystem.IsWindows()) Tool.Run("rm", "-rf", "--", folder);
        else if (Directory.Exists(folder)) Remove(new DirectoryInfo(@"\\?\" + folder));
    }

    static void Remove(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            entry.Attributes = FileAttributes.Normal;
            if (entry is DirectoryInfo inner && !inner.Attributes.HasFlag(FileAttributes.ReparsePoint)) Remove(inner);
            else entry.Delete();
        }
        folder.Delete();
    }
}
