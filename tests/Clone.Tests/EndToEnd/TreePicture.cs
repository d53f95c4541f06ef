using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>
/// What a tree holds, as find(1) and SHA-256 see it (on Windows: <see cref="WindowsPicture"/>): nothing of it goes through the engine. Paths are kept as Latin-1
/// so that names of any bytes can be told apart.
/// </summary>
static class TreePicture
{
    /// <summary>Kind, mode, owner, size, time (100 ns), link target and contents of each entry, by its path.</summary>
    public static SortedDictionary<string, string> Of(string root)
    {
        if (OperatingSystem.IsWindows()) return WindowsPicture.Of(root);
        var picture = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var start = new ProcessStartInfo("find") { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.Latin1 };
        foreach (var argument in new[] { root, "-mindepth", "1", "-printf", @"%y\t%m\t%U:%G\t%s\t%T@\t%l\t%P\0" })
            start.ArgumentList.Add(argument);
        using var find = Process.Start(start)!;
        var output = find.StandardOutput.ReadToEnd();
        find.WaitForExit();
        Assert.Equal(0, find.ExitCode);
        foreach (var line in output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('\t', 7);
            var path = parts[6];
            if (path == "CloneForWindows" || path.StartsWith("CloneForWindows/", StringComparison.Ordinal)) continue;
            var time = parts[4].Substring(0, parts[4].IndexOf('.') + 8);
            var size = parts[0] == "d" ? "" : parts[3];
            picture[path] = string.Join(' ', parts[0], parts[1], parts[2], size, time, parts[5], HashOf(root, path, parts[0]));
        }
        return picture;
    }

    /// <summary>Fails with the first differences when the trees are not the same.</summary>
    public static void AssertSame(string source, string destination)
    {
        var from = Of(source);
        var to = Of(destination);
        var differences = from.Keys.Union(to.Keys)
            .Where(p => from.GetValueOrDefault(p) != to.GetValueOrDefault(p))
            .Select(p => p + "\n  source:      " + from.GetValueOrDefault(p) + "\n  destination: " + to.GetValueOrDefault(p))
            .Take(10).ToArray();
        Assert.True(differences.Length == 0, string.Join("\n", differences));
    }

    static string HashOf(string root, string path, string kind)
    {
        if (kind != "f") return "";
        var name = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(path));
        using var file = File.OpenRead(Path.Combine(root, name));
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
