using System;
using System.IO;

namespace Clone.Bench;

/// <summary>The folder in which the rows work; what they made goes at the end.</summary>
sealed class Workplace : IDisposable
{
    readonly int divide;

    public Workplace(BenchOptions options)
    {
        Root = FindRoot();
        divide = options.Divide;
        Folder = Path.Combine(options.Work ?? Path.Combine(Root, "artifacts", "bench"), "work-" + Environment.ProcessId);
        Directory.CreateDirectory(Folder);
        Shell = new Lazy<CloneShell>(() => CloneShell.Publish(this));
    }

    /// <summary>The source tree.</summary>
    public string Root { get; }

    /// <summary>Where trees are made.</summary>
    public string Folder { get; }

    /// <summary>The shell that runs Clone's side, published once.</summary>
    public Lazy<CloneShell> Shell { get; }

    /// <summary>A number of files or folders, as the user wants it.</summary>
    public int Sized(int count) => (int)Sized((long)count);

    /// <summary>A number of bytes, as the user wants it.</summary>
    public long Sized(long count) => Math.Max(1, count / divide);

    /// <summary>A new, empty folder.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CloneModule.sln"))) return folder.FullName;
        throw new InvalidOperationException("The benchmarks run from within the source tree.");
    }
}
