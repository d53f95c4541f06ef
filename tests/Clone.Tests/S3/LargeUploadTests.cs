using System.IO;
using System.Management.Automation;
using System.Net;
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
[Collection(StateCollection.Name)]
public sealed class LargeUploadTests(Radosgw server) : IAsyncLifetime
{
    static readonly long size = Soak.Times > 1 ? 1L << 30 : 288L << 20;

    /// <summary>Headers, listings, the marker and the catalogue.</summary>
    const long BesideParts = 2 << 20;

    static long PartBytes => ObjectSendLimits.Default.PartBytes;

    static int Streams => ObjectSendLimits.Default.PartsAtOnce;

    readonly ModuleRunspace module = new();
    TcpFaultProxy proxy = null!;
    S3Place place = null!;
    string source = "";
    byte[] sum = [];

    public async ValueTask InitializeAsync()
    {
        place = await server.MakeBucketAsync();
        proxy = new TcpFaultProxy(server.Http);
        source = module.Folder("source of Data");
        sum = WriteLarge(Path.Combine(source, "large"));
        module.Run(
            "New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3]",
            source, place.Bucket, proxy.Address.AbsoluteUri.TrimEnd('/'),
            new PSCredential("OWNERKEY", new NetworkCredential("", "OWNERSECRET").SecurePassword)).HasNoErrors();
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null) await proxy.DisposeAsync();
        module.Dispose();
    }

    [Theory]
    [InlineData(TcpFaultProxy.Fault.Reset)]
    [InlineData(TcpFaultProxy.Fault.Throttle)]
    internal async Task Connections_that_break_and_a_service_that_is_busy_cost_a_part_each(TcpFaultProxy.Fault fault)
    {
        proxy.Spoil(fault, after: PartBytes / 2, connections: Streams);
        Run();
        Assert.InRange(proxy.Spoiled, 1, Streams);
        Assert.InRange(proxy.Sent, size, size + (proxy.Spoiled * PartBytes) + BesideParts);
        await AssertIsThereAsync();
    }

    [Fact]
    public async Task A_run_that_is_killed_is_gone_on_with_at_the_next_parts()
    {
        var half = proxy.WhenSentAsync(size / 2);
        using (var other = OtherProcess.Start("sync", module.Home, "Data", "Incremental"))
        {
            await Task.WhenAny(half, other.ErrorsAsync());
            Assert.True(half.IsCompleted);
            other.Kill();
        }
        Run();
        Assert.InRange(proxy.Sent, size, size + (Streams * PartBytes) + BesideParts);
        await AssertIsThereAsync();
    }

    void Run()
    {
        var report = module.Run("Start-CloneSync Data").Single();
        Assert.Equal(("Succeeded", 0L), (report.Get("Result"), report.Get("Failed")));
    }

    async Task AssertIsThereAsync()
    {
        await using var store = Radosgw.Open(place);
        using (var reading = await store.OpenAsync("large", ReadOptions.Whole, TestContext.Current.CancellationToken))
            Assert.Equal(sum, await SHA256.HashDataAsync(reading.Content, TestContext.Current.CancellationToken));
        await foreach (var upload in store.ListUploadsAsync("", TestContext.Current.CancellationToken)) Assert.Fail(upload.Key + " is left");
    }

    static byte[] WriteLarge(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.Create(path);
        var piece = new byte[1 << 20];
        for (var left = size; left > 0; left -= piece.Length)
        {
            RandomNumberGenerator.Fill(piece);
            file.Write(piece);
            hash.AppendData(piece);
        }
        return hash.GetHashAndReset();
    }
}
