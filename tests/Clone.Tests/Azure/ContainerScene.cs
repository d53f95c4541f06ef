using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>
/// The module, a source and the containers of a real service, for tests that go by PowerShell. What lies in a container is read
/// by the service's own SDK; nothing of the engine is used for it.
/// </summary>
sealed class ContainerScene : IDisposable
{
    /// <summary>A container by its address and key alone.</summary>
    public const string There = "-AzureContainer $args[0] -AzureAccount $args[1] -Endpoint $args[2] -AzureKey $args[3]";

    readonly Azurite server;

    public ContainerScene(Azurite server)
    {
        this.server = server;
        Source = Module.Folder("source of Data");
    }

    public ModuleRunspace Module { get; } = new();

    public string Source { get; }

    /// <summary>The service, as people write it.</summary>
    public string Address => server.Endpoint.AbsoluteUri;

    public static SecureString Key => Secret(Azurite.Key);

    public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    public void Dispose() => Module.Dispose();

    /// <summary>Makes a container, and the job Data into it.</summary>
    public async Task<AzurePlace> MakeAsync(string more = "")
    {
        var place = await server.MakeContainerAsync();
        New(place.Container, more).HasNoErrors();
        return place;
    }

    /// <summary>Makes a job.</summary>
    public Outcome New(string container, string more = "", SecureString? key = null, string name = "Data", string? address = null, string? source = null) => Module.Run(
        $"New-CloneJob -Name $args[4] -Source $args[5] {There} {more}",
        container, Azurite.Account, address ?? Address, key ?? Key, name, source ?? Source);

    /// <summary>What <see cref="There"/> asks for, and more behind it.</summary>
    public object[] From(AzurePlace place, params object[] more) => [place.Container, Azurite.Account, Address, Key, .. more];

    public PSObject Run(string more = "") => Module.Run("Start-CloneSync Data " + more).Single();

    public string Write(string name, string contents)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
        return path;
    }

    /// <summary>The files of the store of secrets.</summary>
    public string[] Secrets()
    {
        var folder = Path.Combine(Module.Home, "secrets");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
    }

    public BlobContainerClient Client(AzurePlace place) => server.Client(place);

    public async Task<List<BlobItem>> BlobsAsync(AzurePlace place, string prefix = "")
    {
        var found = new List<BlobItem>();
        var options = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata };
        await foreach (var blob in Client(place).GetBlobsAsync(options, TestContext.Current.CancellationToken)) found.Add(blob);
        return found;
    }

    /// <summary>The files of the source and the blobs of the container are the same by name and SHA-256.</summary>
    public async Task AssertIsCopyAsync(AzurePlace place, string prefix = "")
    {
        var there = new List<string>();
        foreach (var blob in await BlobsAsync(place, prefix))
        {
            var name = blob.Name[prefix.Length..];
            if (name.StartsWith("CloneForWindows/", StringComparison.Ordinal) || name.EndsWith('/')) continue;
            using var contents = await Client(place).GetBlobClient(blob.Name).OpenReadAsync(cancellationToken: TestContext.Current.CancellationToken);
            there.Add(name + " " + Convert.ToHexString(await SHA256.HashDataAsync(contents, TestContext.Current.CancellationToken)));
        }
        var here = Directory.GetFiles(Source, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Source, path) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
        Assert.Equal(here.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    /// <summary>A folder holds what the source holds, by names, contents and times of files.</summary>
    public void AssertSame(string folder)
    {
        Assert.Equal(Picture(Source), Picture(folder));
        static IEnumerable<string> Picture(string root) => Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path) + (Directory.Exists(path)
                ? "/"
                : " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) + " " + File.GetLastWriteTimeUtc(path).Ticks))
            .Order(StringComparer.Ordinal);
    }
}
