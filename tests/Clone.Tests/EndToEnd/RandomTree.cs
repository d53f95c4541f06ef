using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Makes and changes trees by a seed: odd names, links, empty folders, sparse files, modes, owners, old times.</summary>
sealed class RandomTree(int seed, string root)
{
    static readonly string[] AnyNames =
    [
        "a", "a-b", "a.txt", "b", "日本語", "é", "e\u0301", "with space", " lead", "-dash", "~tilde", "$var", "\U0001F600",
        "\u202Ertl", "'quote",
    ];

    // Wine does not change the case of a name, and System.IO cannot make the rest on Windows.
    static readonly string[] UnixNames =
        ["A", "trail ", "dot.", "new\nline", "tab\there", "double\"quote", "back\\slash", "*star?", "\x01ctl"];

    static readonly string[] Names = OperatingSystem.IsWindows() ? AnyNames : [.. AnyNames, .. UnixNames];

    // Wine has none, and Windows lets administrators alone make them.
    static readonly bool HasLinks = !OperatingSystem.IsWindows();

    readonly Random random = new(seed);

    /// <summary>Adds files, folders and links.</summary>
    public void Grow(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var folder = Pick(Folders());
            var path = Path.Combine(folder, NewName());
            if (Path.Exists(path) || IsLink(path)) continue;
            switch (random.Next(10))
            {
                case < 3:
                    Directory.CreateDirectory(path);
                    break;
                case 3 when HasLinks:
                    File.CreateSymbolicLink(path, random.Next(2) == 0 ? "../nowhere" : "a");
                    Own(path);
                    continue;
                default:
                    WriteFile(path);
                    break;
            }
            Dress(path);
        }
    }

    /// <summary>Changes, removes, renames and swaps what is there.</summary>
    public void Stir(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var all = Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
            if (all.Length == 0) return;
            var path = Pick(all);
            switch (random.Next(7))
            {
                case 0:
                    Remove(path);
                    break;
                case 1 when File.Exists(path) && !IsLink(path):
                    WriteFile(path);
                    break;
                case 2:
                    var renamed = Path.Combine(Path.GetDirectoryName(path)!, NewName());
                    if (!Path.Exists(renamed) && !IsLink(renamed)) Directory.Move(path, renamed);
                    break;
                case 3:
                    Remove(path);
                    if (random.Next(2) == 0) Directory.CreateDirectory(path);
                    else WriteFile(path);
                    break;
                case 4 when !IsLink(path):
                    Dress(path);
                    break;
                case 5 when HasLinks:
                    Remove(path);
                    File.CreateSymbolicLink(path, "elsewhere" + random.Next(3));
                    break;
            }
        }
    }

    void WriteFile(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path)) File.SetAttributes(path, FileAttributes.Normal);
        using var file = File.Create(path);
        if (random.Next(20) == 0)
        {
            file.SetLength(1 << 20);
            file.Position = 300_000;
        }
        var bytes = new byte[random.Next(4) == 0 ? random.Next(200_000) : random.Next(200)];
        random.NextBytes(bytes);
        file.Write(bytes);
    }

    void Dress(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path)) File.SetAttributes(path, FileAttributes.Normal);
        Own(path);
        var ticks = random.Next(4) == 0
            ? new DateTime(1965, 1, 1, 0, 0, random.Next(60), DateTimeKind.Utc)
            : new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 9000));
        if (Directory.Exists(path)) Directory.SetLastWriteTimeUtc(path, ticks);
        else File.SetLastWriteTimeUtc(path, ticks);
        if (random.Next(3) == 0) SetMode(path);
    }

    void SetMode(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var special = random.Next(4) == 0 ? random.Next(8) << 9 : 0;
            File.SetUnixFileMode(path, (UnixFileMode)(special | 0x1C0 | random.Next(0x40)));
        }
        else if (File.Exists(path)) File.SetAttributes(path, (FileAttributes)(0x80 + random.Next(4)));
        else File.SetAttributes(path, FileAttributes.Directory | (FileAttributes)(random.Next(2) * (int)FileAttributes.Hidden));
    }

    // Root alone may give entries away. A change of owner takes special bits, so it comes before the mode.
    void Own(string path)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || random.Next(4) > 0) return;
        Assert.Equal(0, ChangeOwner(path, (uint)random.Next(3), (uint)random.Next(1000, 1003)));
    }

    [DllImport("libc", EntryPoint = "lchown", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int ChangeOwner(string path, uint owner, uint group);

    List<string> Folders() =>
        [root, .. Directory.GetDirectories(root, "*", SearchOption.AllDirectories).Where(f => !IsLink(f)).Order(StringComparer.Ordinal)];

    string NewName() => random.Next(3) == 0 ? Pick(Names) : Pick(Names) + random.Next(50);

    T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    static void Remove(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path)) File.SetAttributes(path, FileAttributes.Normal);
        if (Directory.Exists(path) && !IsLink(path)) Removal.Of(path);
        else File.Delete(path);
    }

    static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
