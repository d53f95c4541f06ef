using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Xunit;

namespace Clone.Tests.Loading;

/// <summary>What the build put in artifacts/module/Clone, for both editions of PowerShell.</summary>
public sealed class StagedModuleTests
{
    static readonly string Module = SourceTree.Of("artifacts", "module", "Clone");

    public static TheoryData<string> Editions => ["net472", "net8.0"];

    [Theory]
    [MemberData(nameof(Editions))]
    public void An_edition_has_the_cmdlets_the_engine_and_the_adapters(string edition)
    {
        var folder = Edition(edition);
        foreach (var file in new[] { "Clone.Cmdlets.dll", "Clone.Engine.dll", "ja/Clone.Cmdlets.resources.dll", "ja/Clone.Engine.resources.dll", "lib/Clone.Adapters.dll" })
            Assert.True(File.Exists(Path.Combine(folder, file)), file);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void No_assembly_lies_in_two_places(string edition)
    {
        var folder = Edition(edition);
        var above = Assemblies(folder).Select(Path.GetFileName);
        Assert.Empty(above.Intersect(Assemblies(Path.Combine(folder, "lib")).Select(Path.GetFileName)));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void What_the_SDK_of_AWS_loads_by_name_is_there(string edition)
    {
        foreach (var name in new[] { "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC" })
            Assert.True(File.Exists(Path.Combine(Edition(edition), "lib", name + ".dll")), name);
    }

    [Fact]
    public void Sqlite_is_there_for_every_platform_that_is_served()
    {
        var runtimes = Path.Combine(Edition("net8.0"), "lib", "runtimes");
        foreach (var runtime in new[] { "linux-x64", "linux-arm64", "linux-musl-x64", "linux-musl-arm64" })
            Assert.True(File.Exists(Path.Combine(runtimes, runtime, "native", "libe_sqlite3.so")), runtime);
        foreach (var runtime in new[] { "win-x64", "win-arm64" })
            Assert.True(File.Exists(Path.Combine(runtimes, runtime, "native", "e_sqlite3.dll")), runtime);
        Assert.True(File.Exists(Path.Combine(Edition("net472"), "lib", "e_sqlite3.dll")));
    }

    [Fact]
    public void Every_file_that_the_list_of_dependencies_names_is_there()
    {
        var library = Path.Combine(Edition("net8.0"), "lib");
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(library, "Clone.Adapters.deps.json")));
        var target = list.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
        var missing =
            from package in target.EnumerateObject()
            from kind in new[] { "runtime", "runtimeTargets" }
            where package.Value.TryGetProperty(kind, out _)
            from asset in package.Value.GetProperty(kind).EnumerateObject()
            let file = kind == "runtime" ? Path.GetFileName(asset.Name) : asset.Name
            where !File.Exists(Path.Combine(library, file))
            select file;
        Assert.Empty(missing);
    }

    [Fact]
    public void Windows_PowerShell_finds_every_assembly_that_ours_refer_to()
    {
        var folder = Edition("net472");
        var framework = Metadata("FrameworkReferences");
        var known = Assemblies(folder).Concat(Assemblies(Path.Combine(folder, "lib")))
            .Concat(Assemblies(framework)).Concat(Assemblies(Path.Combine(framework, "Facades")))
            .Select(Path.GetFileNameWithoutExtension).Append("System.Management.Automation").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing =
            from file in Assemblies(folder).Concat(Assemblies(Path.Combine(folder, "lib")))
            from name in References(file)
            where !known.Contains(name)
            select Path.GetFileName(file) + " -> " + name;
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void The_cmdlets_and_the_engine_refer_to_no_library(string edition)
    {
        var libraries = Assemblies(Path.Combine(Edition(edition), "lib")).Select(Path.GetFileNameWithoutExtension);
        foreach (var name in new[] { "Clone.Cmdlets.dll", "Clone.Engine.dll" })
            Assert.Empty(References(Path.Combine(Edition(edition), name)).Intersect(libraries));
    }

    static string Edition(string name)
    {
        var folder = Path.Combine(Module, name);
        Assert.SkipUnless(Directory.Exists(folder), $"The module is not built for {name}: dotnet build src/Clone.Cmdlets");
        return folder;
    }

    // Native libraries have no metadata and are none.
    static IEnumerable<string> Assemblies(string folder) => Directory.GetFiles(folder, "*.dll").Where(HasMetadata);

    static bool HasMetadata(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }

    static List<string> References(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    static string Metadata(string key) => typeof(StagedModuleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
