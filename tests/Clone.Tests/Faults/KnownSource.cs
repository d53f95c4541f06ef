using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>
/// A source that is made and changed by a seed and remembers every state that each of its files ever had, so that
/// whatever a copy holds can be judged: a file is one of its states, whole, or it is broken.
/// </summary>
sealed class KnownSource(string root, int seed)
{
    readonly Random random = new(seed);
    readonly Dictionary<string, List<(long Size, DateTime Time, string Hash)>> states = new(StringComparer.Ordinal);
    int made;

    /// <summary>Adds files, some of them in new folders.</summary>
    public void Grow(int count)
    {
        for (var i = 0; i < count; i++, made++) Write($"d{random.Next(12)}/e{made % 5}/f{made}");
    }

    /// <summary>Adds files, gives a fifth of them new contents, and removes a few and one folder.</summary>
    public void Change()
    {
        foreach (var path in Files())
        {
            if (random.Next(5) == 0) Write(path);
            else if (random.Next(30) == 0) File.Delete(Path.Combine(root, path));
        }
        var folders = Directory.GetDirectories(root, "e*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Directory.Delete(folders[random.Next(folders.Length)], recursive: true);
        Grow(40);
    }

    /// <summary>Fails unless each file of a copy, but for those under temporary names, is whole and has the time of its contents.</summary>
    /// <returns>How many files there are.</returns>
    public int AssertWhole(string copy)
    {
        if (!Directory.Exists(copy)) return 0;
        var found = 0;
        foreach (var file in new DirectoryInfo(copy).EnumerateFiles("f*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(copy, file.FullName);
            if (path.StartsWith("CloneForWindows", StringComparison.Ordinal)) continue;
            Assert.True(states.TryGetValue(path, out var known), path + " never was at the source");
            var hash = HashOf(file.FullName);
            Assert.True(known.Any(state => state.Hash == hash), $"{path} is no state of the source: {file.Length} bytes of {file.LastWriteTimeUtc:O}");
            var sameLooks = known.Where(state => state.Size == file.Length && state.Time == file.LastWriteTimeUtc).ToArray();
            Assert.True(sameLooks.Length == 0 || sameLooks.Any(state => state.Hash == hash), path + " looks like a state whose contents it has not");
            found++;
        }
        return found;
    }

    void Write(string path)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // Few sizes, so that size alone rarely tells one state from another.
        var bytes = new byte[random.Next(100) == 0 ? 300_000 : random.Next(4) * 3000];
        random.NextBytes(bytes);
        File.WriteAllBytes(full, bytes);
        if (!states.TryGetValue(path, out var known)) states.Add(path, known = []);
        known.Add((bytes.Length, File.GetLastWriteTimeUtc(full), Convert.ToHexString(SHA256.HashData(bytes))));
    }

    string[] Files() =>
        [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];

    static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
