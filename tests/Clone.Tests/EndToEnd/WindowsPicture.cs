using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;

namespace Clone.Tests.EndToEnd;

/// <summary>What a tree holds on Windows, as System.IO sees it: nothing of it goes through the engine.</summary>
static class WindowsPicture
{
    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>In the fields of <see cref="TreePicture.Of"/>: attributes in the place of the mode, no owner, no links.</summary>
    public static SortedDictionary<string, string> Of(string root)
    {
        var picture = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var top = @"\\?\" + root + @"\";
        foreach (var entry in new DirectoryInfo(top).EnumerateFileSystemInfos("*", Everything))
        {
            var path = entry.FullName[top.Length..].Replace('\\', '/');
            if (path == "CloneForWindows" || path.StartsWith("CloneForWindows/", StringComparison.Ordinal)) continue;
            var file = entry as FileInfo;
            picture[path] = string.Join(
                ' ', file is null ? "d" : "f", Attributes(entry), "-", file?.Length.ToString(CultureInfo.InvariantCulture) ?? "",
                entry.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture), "", file is null ? "" : HashOf(file));
        }
        return picture;
    }

    // The archive attribute is set by whatever writes a file, and Wine gives it to every file.
    static string Attributes(FileSystemInfo entry) =>
        ((int)(entry.Attributes & ~(FileAttributes.Archive | FileAttributes.Normal))).ToString("x", CultureInfo.InvariantCulture);

    static string HashOf(FileInfo file)
    {
        using var contents = file.OpenRead();
        return Convert.ToHexString(SHA256.HashData(contents));
    }
}
