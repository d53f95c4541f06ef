using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters.S3;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>A real service behind a connection that breaks.</summary>
public sealed class S3FaultTests(Radosgw radosgw) : IAsyncLifetime
{
    const int Size = 5 << 20;

    readonly byte[] contents = [.. Enumerable.Range(0, Size).Select(i => (byte)(i * 31 + i / 997))];
    readonly JumpingTime time = new();
    TcpFaultProxy proxy = null!;
    S3ObjectStore store = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var place = await radosgw.MakeBucketAsync();
        proxy = new TcpFaultProxy(radosgw.Http);
        store = Radosgw.Open(place with { Endpoint = proxy.Address }, options: new ObjectStoreOptions { Time = time, IdleTimeout = TimeSpan.FromSeconds(2) });
    }

    public async ValueTask DisposeAsync()
    {
        if (store is not null) await store.DisposeAsync();
        if (proxy is not null) await proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(TcpFaultProxy.Fault.Reset)]
    [InlineData(TcpFaultProxy.Fault.Stall)]
    internal async Task A_put_whose_connection_breaks_or_stalls_is_sent_again_whole(TcpFaultProxy.Fault fault)
    {
        proxy.Spoil(fault, after: Size / 2);
        var opened = 0;
        var stored = await store.PutAsync("large", new ObjectBody(Size, () =>
        {
            opened++;
            return new MemoryStream(contents);
        }), ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal((2, 1, 1), (opened, proxy.Spoiled, store.Requests.Retries));
        Assert.Equal(contents, await ReadAsync("large"));
        Assert.Equal(System.Security.Cryptography.MD5.HashData(contents), stored.Md5);
        Assert.Single(time.Pauses);
    }

    [Fact]
    public async Task Of_an_upload_whose_connection_breaks_one_part_is_sent_again()
    {
        var upload = await store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        var first = await store.PutPartAsync(upload, 1, ObjectBody.Of(contents), Cancellation);
        proxy.Spoil(TcpFaultProxy.Fault.Reset, after: Size / 3);
        // The connection that is kept has passed more already, and breaks at once.
        var second = await store.PutPartAsync(upload, 2, ObjectBody.Of(contents), Cancellation);
        await store.CompleteUploadAsync(upload, [first, second], ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal((3, 1), (store.Requests[RequestKind.Part], store.Requests.Retries));
        Assert.Equal(contents.Concat(contents), await ReadAsync("large"));
    }

    [Fact]
    public async Task A_reading_that_ends_too_early_is_a_failure_and_goes_on_from_there()
    {
        var stored = await store.PutAsync("large", ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, Cancellation);
        using var received = new MemoryStream();
        proxy.Spoil(TcpFaultProxy.Fault.Truncate, after: Size / 2);
        using (var reading = await store.OpenAsync("large", ReadOptions.Whole, Cancellation))
        {
            var e = await Assert.ThrowsAsync<EntryException>(() => reading.Content.CopyToAsync(received, Cancellation));
            Assert.Equal((IoProblem.DeviceError, EntryOperation.Read), (e.Problem, e.Operation));
        }
        Assert.InRange(received.Length, 1, Size - 1);
        using var rest = await store.OpenAsync(
            "large", new ReadOptions { Range = new ByteRange(received.Length, Size - received.Length), IfMatch = stored.ETag }, Cancellation);
        await rest.Content.CopyToAsync(received, Cancellation);
        Assert.Equal(contents, received.ToArray());
    }

    [Fact]
    public async Task Many_broken_connections_lower_what_goes_at_once_and_lose_nothing()
    {
        proxy.Spoil(TcpFaultProxy.Fault.Reset, after: 100, connections: 12);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => store.PutAsync(
            "k" + i, ObjectBody.Of([(byte)i]), ObjectProperties.None, PutCondition.None, Cancellation)));
        Assert.Equal(12, proxy.Spoiled);
        Assert.Equal((60 + store.Requests.Retries, 12L), (store.Requests[RequestKind.Put], store.Requests.Retries));
        for (var i = 0; i < 60; i += 7) Assert.Equal([(byte)i], await ReadAsync("k" + i));
    }

    [Fact]
    public async Task Requests_one_after_the_other_go_by_one_connection()
    {
        for (var i = 0; i < 5; i++)
        {
            await store.PutAsync("k" + i, ObjectBody.Of([(byte)i]), ObjectProperties.None, PutCondition.None, Cancellation);
            Assert.Equal([(byte)i], await ReadAsync("k" + i));
        }
        Assert.Equal((10, 1), (store.Requests.Total, proxy.Connections));
    }

    async Task<byte[]> ReadAsync(string key)
    {
        using var reading = await store.OpenAsync(key, ReadOptions.Whole, Cancellation);
        using var received = new MemoryStream();
        await reading.Content.CopyToAsync(received, Cancellation);
        return received.ToArray();
    }
}
