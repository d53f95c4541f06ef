using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>
/// What happens in the middle of the upload of a large file to a real service, and what of it is sent again: counted by the
/// connection itself, at most one part for each stream. With CLONE_SOAK the file has 1 GiB.
/// </summary>
public abstract class LargeUploadContract : IAsyncLifetime
{
    /// <summary>Bytes of the file.</summary>
    private protected virtual long Size => Soak.Times > 1 ? 1L << 30 : 288L << 20;

    /// <summary>Headers, listings, the marker and the catalogue.</summary>
    const long BesideParts = 2 << 20;

    /// <summary>Bytes of a part.</summary>
    private protected virtual long PartBytes => ObjectSendLimits.Default.PartBytes;

    static int Streams => ObjectSendLimits.Default.PartsAtOnce;

    readonly ModuleRunspace module = new();
    TcpFaultProxy proxy = null!;
    string source = "";
    byte[] sum = [];

    public async ValueTask InitializeAsync()
    {
        proxy = new TcpFaultProxy(await MakePlaceAsync());
        source = module.Folder("source of Data");
        sum = WriteLarge(Path.Combine(source, "large"));
        var (parameters, arguments) = PlaceAt(proxy.Address);
        module.Run("New-CloneJob -Name Data -Source $args[0] " + parameters, [source, .. arguments]).HasNoErrors();
    }

    /// <summary>Makes a bucket or container with nothing in it, and gives the address of its service.</summary>
    private protected abstract Task<Uri> MakePlaceAsync();

    /// <summary>What New-CloneJob is told of it, by way of another address; its arguments begin at the second.</summary>
    private protected abstract (string Parameters, object[] Arguments) PlaceAt(Uri address);

    /// <summary>Opens it past everything that stands between.</summary>
    private protected abstract IObjectStore Open();

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null) await proxy.DisposeAsync();
        module.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(TcpFaultProxy.Fault.Reset)]
    [InlineData(TcpFaultProxy.Fault.Throttle)]
    internal async Task Connections_that_break_and_a_service_that_is_busy_cost_a_part_each(TcpFaultProxy.Fault fault)
    {
        proxy.Spoil(fault, after: PartBytes / 2, connections: Streams);
        Run();
        Assert.InRange(proxy.Spoiled, 1, Streams);
        Assert.InRange(proxy.Sent, Size, Size + (proxy.Spoiled * PartBytes) + BesideParts);
        await AssertIsThereAsync();
    }

    [Fact]
    public async Task A_run_that_is_killed_is_gone_on_with_at_the_next_parts()
    {
        var half = proxy.WhenSentAsync(Size / 2);
        using (var other = OtherProcess.Start("sync", module.Home, "Data", "Incremental"))
        {
            await Task.WhenAny(half, other.ErrorsAsync());
            Assert.True(half.IsCompleted);
            other.Kill();
        }
        Run();
        Assert.InRange(proxy.Sent, Size, Size + (Streams * PartBytes) + BesideParts);
        await AssertIsThereAsync();
    }

    void Run()
    {
        var report = module.Run("Start-CloneSync Data").Single();
        Assert.Equal(("Succeeded", 0L), (report.Get("Result"), report.Get("Failed")));
    }

    async Task AssertIsThereAsync()
    {
        await using var store = Open();
        using (var reading = await store.OpenAsync("large", ReadOptions.Whole, TestContext.Current.CancellationToken))
            Assert.Equal(sum, await SHA256.HashDataAsync(reading.Content, TestContext.Current.CancellationToken));
        await foreach (var upload in store.ListUploadsAsync("", TestContext.Current.CancellationToken)) Assert.Fail(upload.Key + " is left");
    }

    byte[] WriteLarge(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.Create(path);
        var piece = new byte[1 << 20];
        for (var left = Size; left > 0; left -= piece.Length)
        {
            RandomNumberGenerator.Fill(piece);
            file.Write(piece);
            hash.AppendData(piece);
        }
        return hash.GetHashAndReset();
    }
}
