using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Clone.Cmdlets.Loading;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Loading;

/// <summary>The answers that Windows PowerShell gets, over folders like those of the module.</summary>
public sealed class LibraryResolverTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly AssemblyLoadContext context = new(nameof(LibraryResolverTests), isCollectible: true);
    readonly ModulePlace place;

    public LibraryResolverTests()
    {
        place = new ModulePlace(folder.Folder("module"));
        Directory.CreateDirectory(place.Libraries);
    }

    public void Dispose()
    {
        context.Unload();
        folder.Dispose();
    }

    [Fact]
    public void What_the_engine_uses_comes_before_the_libraries()
    {
        Put(place.Folder, "Both.dll");
        Put(place.Libraries, "Both.dll");
        Put(place.Libraries, "Library.dll");
        Assert.Equal(Path.Combine(place.Folder, "Both.dll"), place.Find("Both"));
        Assert.Equal(Path.Combine(place.Libraries, "Library.dll"), place.Find("Library"));
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("../outside")]
    [InlineData("Clone.Engine.resources")]
    public void A_name_without_a_file_finds_nothing(string? name)
    {
        File.WriteAllText(folder["outside.dll"], "");
        Assert.Null(place.Find(name));
    }

    [Fact]
    public void Only_assemblies_directly_in_the_folders_are_the_module()
    {
        Assert.True(place.Holds(Path.Combine(place.Folder, "Clone.Engine.dll")));
        Assert.True(place.Holds(Path.Combine(place.Libraries, "Azure.Core.dll")));
        Assert.False(place.Holds(folder["Other.dll"]));
        Assert.False(place.Holds(Path.Combine(place.Libraries, "more", "Other.dll")));
        Assert.False(place.Holds(place.Folder + "2/Other.dll"));
        Assert.False(place.Holds(""));
        Assert.False(place.Holds(null));
    }

    [Fact]
    public void A_request_of_our_own_assembly_is_answered_whatever_the_version()
    {
        var ours = Load(Put(place.Folder, "Clone.Engine.dll"));
        Put(place.Libraries, "SQLitePCLRaw.core.dll");
        var answer = Ask("SQLitePCLRaw.core, Version=1.0.0.0, Culture=neutral, PublicKeyToken=1488e028ca7ab535", ours);
        Assert.Equal("SQLitePCLRaw.core", answer!.GetName().Name);
    }

    [Fact]
    public void A_request_of_somebody_else_is_left_to_others()
    {
        Put(place.Libraries, "SQLitePCLRaw.core.dll");
        Assert.Null(Ask("SQLitePCLRaw.core", typeof(LibraryResolverTests).Assembly));
        Assert.Null(Ask("SQLitePCLRaw.core", asker: null));
    }

    [Fact]
    public void A_library_that_is_missing_is_not_asked_for_again()
    {
        var ours = Load(Put(place.Folder, "Clone.Engine.dll"));
        var resolver = new LibraryResolver(place);
        var requests = 0;
        ResolveEventHandler handler = (sender, request) =>
        {
            if (request.Name.StartsWith("Nothing.At.All", StringComparison.Ordinal)) requests++;
            return resolver.Resolve(sender, new ResolveEventArgs(request.Name, ours));
        };
        AppDomain.CurrentDomain.AssemblyResolve += handler;
        try
        {
            Assert.Throws<FileNotFoundException>(() => Assembly.Load("Nothing.At.All"));
            Assert.Equal(1, requests);
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= handler;
        }
    }

    Assembly? Ask(string name, Assembly? asker) => new LibraryResolver(place).Resolve(this, new ResolveEventArgs(name, asker));

    Assembly Load(string file) => context.LoadFromAssemblyPath(file);

    static string Put(string into, string name)
    {
        var from = Path.Combine(AppContext.BaseDirectory, name);
        var to = Path.Combine(into, name);
        if (File.Exists(from))
            File.Copy(from, to);
        else
            File.WriteAllText(to, "no assembly");
        return to;
    }
}
