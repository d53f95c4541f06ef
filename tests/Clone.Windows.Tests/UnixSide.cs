using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>
/// What a folder that tells case apart may hold, and neither Wine nor Windows would make. Under Wine a program of the
/// system below it makes it; on Windows the folder is marked as one that tells case apart.
/// </summary>
static class UnixSide
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Lets a folder tell case apart; the test is skipped where that cannot be.</summary>
    public static void TellCaseApart(string folder)
    {
        if (ContractFolder.IsWine) return;
        var start = new ProcessStartInfo("fsutil.exe", ["file", "setCaseSensitiveInfo", folder, "enable"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "no folder can tell case apart here: " + answer.Trim());
    }

    /// <summary>Renames something to the same name in another case, or gives a second file that name.</summary>
    public static void Rename(string folder, string from, string to, bool copies = false)
    {
        if (!ContractFolder.IsWine)
        {
            if (copies) File.WriteAllText(Path.Combine(folder, to), File.ReadAllText(Path.Combine(folder, from)));
            else Directory.Move(Path.Combine(folder, from), Path.Combine(folder, to));
            return;
        }
        var unix = "/root/prefix/drive_c/" + folder[3..].Replace('\\', '/') + "/";
        try
        {
            Process.Start(copies ? @"Z:\bin\cp" : @"Z:\bin\mv", [unix + from, unix + to])?.Dispose();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // Wine starts programs of the system below it, but has no handle of them.
        }
        var done = SpinWait.SpinUntil(() => Array.IndexOf(Names(folder), to) >= 0, Patience);
        Assert.SkipUnless(done, "Wine does not start programs of the system below it here");
    }

    static string[] Names(string folder) => [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(entry => entry.Name)];
}
