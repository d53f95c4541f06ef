using System;
using System.IO;
using System.Threading.Tasks;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Clone.Adapters.Azure;
using Clone.Engine.Objects;
using Clone.Tests.Azure;
using Clone.Tests.Folders;
using Clone.Tests.S3;
using Xunit;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Clone.Tests.Azure;

/// <summary>
/// A real blob service on loopback (tests/servers/azurite.sh), one for all tests: begun when the first asks for it, ended with
/// the tests, and by itself when their process is killed.
/// </summary>
public sealed class Azurite : IDisposable
{
    const string Version = "3.37.0";

    /// <summary>The account and the key that every emulator has (https://learn.microsoft.com/azure/storage/common/storage-use-azurite).</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>The key.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    readonly Lazy<Task<string?>> start;
    readonly TempFolder folder = new();
    readonly int port = Radosgw.FreePorts(1)[0];
    TestServer? server;

    public Azurite() => start = new Lazy<Task<string?>>(StartAsync);

    /// <summary>Address of the account.</summary>
    public Uri Endpoint => new("http://127.0.0.1:" + port + "/" + Account);

    public static AzureCredentials Owner { get; } = new AzureCredentials.AccountKey(new Secret(Key));

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    /// <summary>Makes a container; skips the test where there is no service.</summary>
    public async Task<AzurePlace> MakeContainerAsync()
    {
        if (await start.Value is { } reason) Assert.Skip(reason);
        var name = "c" + Guid.NewGuid().ToString("N");
        await new BlobContainerClient(ConnectionString, name).CreateAsync();
        return new AzurePlace { Container = name, Account = Account, Endpoint = Endpoint };
    }

    /// <summary>The SDK's own client of a container, to do what somebody else does.</summary>
    public BlobContainerClient Client(AzurePlace place) => new(ConnectionString, place.Container);

    public AzureCredentials Signature(AzurePlace place, BlobContainerSasPermissions rights, DateTimeOffset until) =>
        new AzureCredentials.SharedSignature(new Secret(Client(place).GenerateSasUri(rights, until).Query));

    internal static AzureBlobStore Open(AzurePlace place, AzureCredentials? credentials = null, ObjectStoreOptions? options = null) =>
        AzureBlobStore.Open(place, credentials ?? Owner, options ?? ObjectStoreOptions.Default);

    public void Dispose()
    {
        server?.Dispose();
        folder.Dispose();
    }

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Missing() => TestServer.Missing("bash", "setpriv", "node")
        ?? (File.Exists(Program()) ? null : "Azurite is not installed: tests/servers/install-azurite.sh");

    /// <summary>Its main file.</summary>
    public static string Program()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } said
            ? said
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var place = Environment.GetEnvironmentVariable("CLONE_AZURITE") ?? Path.Combine(cache, "clone-tests", "azurite-" + Version);
        return Path.Combine(place, "node_modules", "azurite", "dist", "src", "blob", "main.js");
    }

    async Task<string?> StartAsync()
    {
        if (Missing() is { } reason) return reason;
        server = await TestServer.StartAsync("azurite.sh", folder, [port.ToString(), Program()]);
        return null;
    }
}
