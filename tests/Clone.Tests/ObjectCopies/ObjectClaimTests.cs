using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Whose a place in a bucket is.</summary>
public sealed class ObjectClaimTests : IDisposable
{
    const string MarkerKey = "p/CloneForWindows/f003ef6bb89b.UUID.Check";

    static readonly SourceId Source = new(Guid.NewGuid(), "/srv/data", "uuid:1");
    static readonly JobDefinition Job = new() { Id = Guid.NewGuid(), Source = "/srv/data" };

    readonly MemoryBucketPlace place = new("p/");

    public void Dispose() => place.Dispose();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_place_is_claimed_and_then_known()
    {
        place.Put("other/file", [1]);
        place.Put("p/CloneForWindows/kept/20260101T000000000Z/file", [1]);
        var (id, isNew) = await TakeAsync(Job, Source);
        Assert.True(isNew);
        Assert.Equal((id, false), await TakeAsync(Job with { DestinationId = id }, Source));
        Assert.Equal((id, false), await TakeAsync(Job, Source));
    }

    [Theory]
    [InlineData("p/file")]
    [InlineData("p/Z")]
    [InlineData("p/CloneForWindows")]
    [InlineData("p/CloneForWindows.")]
    [InlineData("p/CloneForWindows0")]
    public async Task A_place_that_holds_something_is_not_claimed_but_by_a_take_over(string key)
    {
        place.Put(key, [1]);
        Assert.Equal(ErrorId.CloneDestinationNotEmpty, (await RefusedAsync(Job, Source)).Id);
        Assert.True((await TakeAsync(Job with { PendingTakeOver = TakeOverMode.Adopt }, Source)).IsNew);
    }

    [Fact]
    public async Task Another_s_place_stays_another_s()
    {
        await TakeAsync(Job, Source);
        var other = Source with { NodeId = Guid.NewGuid() };
        Assert.Equal(ErrorId.CloneDestinationOwnedByOther, (await RefusedAsync(Job, other)).Id);
        var taken = await TakeAsync(Job with { PendingTakeOver = TakeOverMode.Full }, other);
        Assert.True(taken.IsNew);
        Assert.Equal(ErrorId.CloneDestinationOwnedByOther, (await RefusedAsync(Job, Source)).Id);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"version\":1}")]
    [InlineData("")]
    public async Task What_cannot_be_understood_counts_as_another_s(string text)
    {
        place.Put(MarkerKey, Encoding.UTF8.GetBytes(text));
        Assert.Equal(ErrorId.CloneDestinationOwnedByOther, (await RefusedAsync(Job, Source)).Id);
    }

    [Fact]
    public async Task A_marker_that_is_gone_is_not_written_anew()
    {
        var (id, _) = await TakeAsync(Job, Source);
        place.Remove([MarkerKey]);
        Assert.Equal(ErrorId.CloneDestinationMarkerMissing, (await RefusedAsync(Job with { DestinationId = id }, Source)).Id);
    }

    [Fact]
    public async Task Of_two_that_claim_at_the_same_moment_one_gets_it()
    {
        var seenBefore = await MarkersOf(place).ReadAsync(Cancellation);
        Assert.Equal((MarkerReading.None, null), seenBefore);
        var (id, _) = await TakeAsync(Job, Source);
        var late = new DestinationMarker { Source = Source, JobId = Guid.NewGuid(), DestinationId = Guid.NewGuid() };
        var e = await Assert.ThrowsAsync<EntryException>(() => MarkersOf(place).WriteAsync(late, seenBefore.ETag, Cancellation));
        Assert.Equal(IoProblem.ChangedMeanwhile, e.Problem);
        Assert.Equal(id, (await MarkersOf(place).ReadAsync(Cancellation)).Reading.Marker!.DestinationId);
    }

    /// <summary>As a run does it.</summary>
    async Task<(Guid DestinationId, bool IsNew)> TakeAsync(JobDefinition job, SourceId source)
    {
        var claim = new ObjectClaim(MarkersOf(place), "the bucket");
        var (reading, isEmpty) = await claim.LookAsync(Cancellation);
        var decision = Ownership.Decide(job, reading, isEmpty, source, StringComparison.Ordinal);
        if (decision.Refusal is { } refusal) throw Ownership.Error(refusal, "the bucket", reading);
        if (!decision.NeedsNewMarker) return (reading.Marker!.DestinationId, false);
        var marker = new DestinationMarker { Source = source, JobId = job.Id, DestinationId = Guid.NewGuid() };
        await claim.WriteAsync(marker, Cancellation);
        return (marker.DestinationId, true);
    }

    Task<CloneException> RefusedAsync(JobDefinition job, SourceId source) =>
        Assert.ThrowsAsync<CloneException>(() => TakeAsync(job, source));

    static ObjectMarkers MarkersOf(MemoryBucketPlace place) => new(new AdapterSet().Json, place.OpenPlace());
}
