using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace Clone.Tests.Faults;

/// <summary>
/// Somebody who again and again puts a link to an outside folder in the place of a folder below a root, and the folder
/// back, as fast as possible, on a thread of its own until the end.
/// </summary>
sealed class FolderSwapper : IDisposable
{
    readonly string root;
    readonly string outside;
    readonly string aside;
    readonly Random random;
    readonly Thread thread;
    volatile bool done;

    /// <summary>Starts.</summary>
    /// <param name="root">The folder whose folders are swapped, but not itself.</param>
    /// <param name="outside">What the links lead to.</param>
    /// <param name="aside">A folder on the same volume, outside both, where folders wait that have a link in their place.</param>
    /// <param name="seed">Of the choice of folders.</param>
    public FolderSwapper(string root, string outside, string aside, int seed)
    {
        (this.root, this.outside, this.aside) = (root, outside, Directory.CreateDirectory(aside).FullName);
        random = new Random(seed);
        thread = new Thread(SwapAll);
        thread.Start();
    }

    /// <summary>How often a link stood in the place of a folder.</summary>
    public int Swaps { get; private set; }

    public void Dispose()
    {
        done = true;
        thread.Join();
        // What could not be put back, since a run had made something of the same name.
        Directory.Delete(aside, recursive: true);
    }

    void SwapAll()
    {
        while (!done)
            foreach (var folder in Folders())
                for (var i = 0; i < 20 && !done && Swap(folder); i++) Swaps++;
    }

    bool Swap(string folder)
    {
        var (real, link) = (Path.Combine(aside, "real"), Path.Combine(aside, "link"));
        if (Rename(folder, real) != 0) return false;
        File.CreateSymbolicLink(link, outside);
        var placed = Rename(link, folder) == 0;
        // A moment in which the run may meet it; of any length, that of no time too.
        Thread.SpinWait(random.Next(3000));
        // The run may have removed the link, or made something of that name.
        _ = placed && Rename(folder, link) == 0;
        _ = Rename(real, folder) == 0;
        foreach (var left in new[] { real, link })
            if (Directory.Exists(left)) Remove(left);
        return placed;
    }

    // A link is removed, not followed.
    static void Remove(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) File.Delete(path);
        else Directory.Delete(path, recursive: true);
    }

    List<string> Folders()
    {
        try
        {
            var found = new DirectoryInfo(root)
                .EnumerateDirectories("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Where(folder => !folder.Name.StartsWith("Clone", StringComparison.Ordinal))
                .Select(folder => folder.FullName).ToList();
            return [.. found.OrderBy(_ => random.Next()).Take(5)];
        }
        catch (IOException)
        {
            // A folder went while it was listed.
            return [];
        }
    }

    // Directory.Move looks before it moves.
    [DllImport("libc", EntryPoint = "rename", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int Rename(string from, string to);
}
