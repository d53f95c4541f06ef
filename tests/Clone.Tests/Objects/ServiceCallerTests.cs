using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Objects;

/// <summary>What is tried again, how often, and after which pauses: over the store in memory, with a clock that jumps.</summary>
public sealed class ServiceCallerTests
{
    readonly JumpingTime time = new();
    readonly MemoryBucket bucket = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_pause_helps_is_tried_again_with_growing_pauses()
    {
        await using var store = Open();
        Fail(store, 3, ServiceRemedy.Retry);
        await PutAsync(store);
        Assert.Equal((4, 3), (store.Requests[RequestKind.Put], store.Requests.Retries));
        Assert.Equal(3, time.Pauses.Count);
        for (var i = 0; i < 3; i++) Assert.InRange(time.Pauses.ElementAt(i).TotalMilliseconds, 100 << i, 200 << i);
        Assert.Single(bucket.Keys);
    }

    [Fact]
    public async Task After_the_last_try_the_failure_is_told()
    {
        await using var store = Open();
        Fail(store, int.MaxValue, ServiceRemedy.Slow);
        var e = await Assert.ThrowsAsync<EntryException>(() => PutAsync(store));
        Assert.Equal((IoProblem.Throttled, "SlowDown"), (e.Problem, e.Code));
        AssertTwoMinutes(store.Requests.Total);
        Assert.Equal(store.Requests.Total - 1, store.Requests.Retries);
    }

    [Fact]
    public async Task A_service_that_asks_for_time_gets_it_within_bounds()
    {
        await using var store = Open();
        var asked = new[] { TimeSpan.FromSeconds(20), TimeSpan.FromHours(9) };
        var tries = 0;
        store.OnRequest = (_, _) => tries < asked.Length
            ? new MemoryFault(new ServiceFailure(Throttled, ServiceRemedy.Slow) { Wait = asked[tries++] })
            : null;
        await PutAsync(store);
        Assert.Equal([TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5)], time.Pauses);
    }

    [Fact]
    public async Task What_nothing_helps_is_told_at_once()
    {
        await using var store = Open();
        Fail(store, 1, ServiceRemedy.None);
        await Assert.ThrowsAsync<EntryException>(() => PutAsync(store));
        Assert.Equal((1, 0), (store.Requests.Total, store.Requests.Retries));
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task A_place_that_is_unusable_is_asked_no_more()
    {
        await using var store = Open();
        store.OnRequest = (_, _) => new MemoryFault(
            new ServiceFailure(new CloneException(ErrorId.CloneServiceCredentialRefused, "bucket", "code"), ServiceRemedy.None));
        for (var i = 0; i < 3; i++)
        {
            var e = await Assert.ThrowsAsync<CloneException>(() => PutAsync(store));
            Assert.Equal(ErrorId.CloneServiceCredentialRefused, e.Id);
            Assert.Contains("bucket", e.Message, StringComparison.Ordinal);
        }
        Assert.Equal(1, store.Requests.Total);
    }

    [Fact]
    public async Task A_service_that_was_never_reached_is_said_soon_and_one_that_was_after_all_tries()
    {
        await using var store = Open();
        var unreached = new ServiceFailure(Throttled, ServiceRemedy.Retry) { Unreached = new CloneException(ErrorId.CloneServiceUnreachable, "a", "b") };
        store.OnRequest = (_, _) => new MemoryFault(unreached);
        Assert.Equal(ErrorId.CloneServiceUnreachable, (await Assert.ThrowsAsync<CloneException>(() => PutAsync(store))).Id);
        Assert.Equal(2, store.Requests.Total);

        time.Pauses.Clear();
        await using var second = Open();
        await PutAsync(second);
        second.OnRequest = store.OnRequest;
        Assert.Equal(ErrorId.CloneServiceUnreachable, (await Assert.ThrowsAsync<CloneException>(() => PutAsync(second))).Id);
        AssertTwoMinutes(second.Requests.Total - 1);
    }

    [Fact]
    public async Task A_link_that_is_back_within_two_minutes_fails_nothing()
    {
        await using var store = Open();
        store.OnRequest = (_, _) => time.GetTimestamp() < TimeSpan.FromSeconds(119).Ticks ? new MemoryFault(Reset) : null;
        await PutAsync(store);
        Assert.InRange(store.Requests.Total, 9, 16);
        Assert.Single(bucket.Keys);
    }

    [Fact]
    public async Task A_request_that_nobody_answers_fails_alone_and_with_the_next_the_place_is_unusable()
    {
        await using var store = Open();
        await PutAsync(store);
        store.OnRequest = (_, _) => new MemoryFault(Reset);
        Assert.Equal("ECONNRESET", (await Assert.ThrowsAsync<EntryException>(() => PutAsync(store))).Code);
        AssertTwoMinutes(store.Requests.Total - 1);
        var before = store.Requests.Total;
        Assert.Equal(ErrorId.CloneServiceUnreachable, (await Assert.ThrowsAsync<CloneException>(() => PutAsync(store))).Id);
        Assert.Equal(before + 2, store.Requests.Total);
        await Assert.ThrowsAsync<CloneException>(() => PutAsync(store));
        Assert.Equal(before + 2, store.Requests.Total);
    }

    [Fact]
    public async Task Contents_that_something_on_the_way_does_not_let_through_fail_alone()
    {
        await using var store = Open();
        for (var i = 0; i < 3; i++)
        {
            store.OnRequest = (kind, _) => kind == RequestKind.Put ? new MemoryFault(Reset) : null;
            var before = store.Requests.Total;
            await Assert.ThrowsAsync<EntryException>(() => PutAsync(store));
            AssertTwoMinutes(store.Requests.Total - before);
            time.Pauses.Clear();
            await store.CheckAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Where_each_try_takes_long_there_are_fewer()
    {
        await using var store = Open();
        store.OnRequest = (_, _) =>
        {
            time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan).Dispose();
            return new MemoryFault(Reset);
        };
        await Assert.ThrowsAsync<EntryException>(() => PutAsync(store));
        Assert.Equal(8, store.Requests.Total);
    }

    [Fact]
    public async Task A_cancellation_ends_a_pause()
    {
        using var stop = new CancellationTokenSource();
        await using var store = new MemoryObjectStore(bucket);
        store.OnRequest = (_, _) =>
        {
            stop.Cancel();
            return new MemoryFault(new ServiceFailure(Throttled, ServiceRemedy.Retry) { Wait = TimeSpan.FromMinutes(4) });
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.PutAsync("key", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, stop.Token));
        Assert.Equal(1, store.Requests.Total);
    }

    [Theory]
    [InlineData(1, 0.0, 100)]
    [InlineData(1, 1.0, 200)]
    [InlineData(5, 0.5, 2400)]
    [InlineData(30, 1.0, 30_000)]
    public void Pauses_double_up_to_their_bound(int tries, double chance, double milliseconds) =>
        Assert.Equal(milliseconds, RetryPauses.Default.After(tries, asked: null, chance).TotalMilliseconds, 3);

    [Fact]
    public void Secrets_are_never_shown()
    {
        var key = new S3Credentials.AccessKey("id", new Secret("do not show"), new Secret("nor this"));
        var place = new S3Place { Bucket = "b", Proxy = new ProxyServer(new Uri("http://proxy"), "user", new Secret("do not show")) };
        Assert.Equal("AccessKey { Id = id, Key = ***, Session = *** }", key.ToString());
        Assert.DoesNotContain("show", place + new S3Credentials.Role("arn", key, new Secret("do not show")).ToString(), StringComparison.Ordinal);
        Assert.Equal("a *** b", new Secret("x y").Hide("a x y b"));
    }

    /// <summary>Between so many tries two minutes have passed at least, and not many more.</summary>
    void AssertTwoMinutes(long tries)
    {
        Assert.InRange(tries, 9, 16);
        Assert.Equal(tries - 1, time.Pauses.Count);
        Assert.InRange(time.Pauses.Sum(pause => pause.TotalSeconds), 120, 151);
    }

    static ServiceFailure Reset => new(new EntryException(IoProblem.DeviceError, "ECONNRESET", EntryOperation.Write), ServiceRemedy.Slow)
    {
        Unanswered = new CloneException(ErrorId.CloneServiceUnreachable, "address", "ECONNRESET"),
    };

    static EntryException Throttled => new(IoProblem.Throttled, "SlowDown", EntryOperation.Write);

    MemoryObjectStore Open() => new(bucket, new ObjectStoreOptions { Time = time });

    static Task<StoredObject> PutAsync(MemoryObjectStore store) =>
        store.PutAsync("key", ObjectBody.Of([1]), ObjectProperties.None, PutCondition.None, Cancellation);

    static void Fail(MemoryObjectStore store, int times, ServiceRemedy remedy) =>
        store.OnRequest = (_, _) => times-- > 0 ? new MemoryFault(new ServiceFailure(Throttled, remedy)) : null;
}
