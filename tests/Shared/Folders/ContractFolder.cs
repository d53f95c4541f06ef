using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Contract;

/// <summary>A new folder of the machine, open through the platform under test, and removed with everything in it at the end.</summary>
sealed class ContractFolder : IDisposable
{
    public ContractFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "clone-contract-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
        Handle = Platform.OpenRoot(Path);
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    /// <summary>True under Wine, whose ntdll alone has this function.</summary>
    public static bool IsWine { get; } = IsWindows
        && NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _);

    public static FolderPlatform Platform { get; } = FolderPlatform.OfThisMachine();

    public string Path { get; }

    public FolderHandle Handle { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public static byte[] Name(string name) => Wtf8.Encode(name);

    public static string Text(ReadOnlySpan<byte> name) => Wtf8.Decode(name);

    public static EntryException Fails(IoProblem problem, EntryOperation operation, Action action)
    {
        var e = Assert.Throws<EntryException>(action);
        Assert.Equal((problem, operation), (e.Problem, e.Operation));
        Assert.NotEmpty(e.Code);
        return e;
    }

    public static Dictionary<string, EntryFacts> List(FolderHandle folder)
    {
        var listing = new FolderListing();
        folder.List(listing, CancellationToken.None);
        return Enumerable.Range(0, listing.Count).ToDictionary(i => Text(listing.NameAt(i)), i => listing.FactsAt(i));
    }

    public static byte[] ReadAll(FolderHandle folder, string name)
    {
        using var reader = folder.OpenFile(Name(name));
        var contents = new byte[reader.Look().Size + 1];
        var read = 0;
        for (int step; (step = reader.Read(contents.AsSpan(read), read)) > 0;) read += step;
        return contents.AsSpan(0, read).ToArray();
    }

    public static void Write(FolderHandle folder, string name, ReadOnlySpan<byte> contents)
    {
        using var writer = folder.CreateFile(Name(name));
        writer.Write(contents, 0);
    }

    public string File(string name, string contents = "")
    {
        System.IO.File.WriteAllText(this[name], contents);
        return this[name];
    }

    public string Folder(string name) => Directory.CreateDirectory(this[name]).FullName;

    public string[] Names() => List(Handle).Keys.Order(StringComparer.Ordinal).ToArray();

    public void Dispose()
    {
        Empty(Handle);
        Handle.Dispose();
        Directory.Delete(Path);
    }

    static void Empty(FolderHandle folder)
    {
        foreach (var (name, facts) in List(folder))
        {
            if (facts.Kind == EntryKind.Folder)
                using (var inner = folder.OpenFolder(Name(name))) Empty(inner);
            folder.Remove(Name(name), facts.Kind);
        }
    }
}
