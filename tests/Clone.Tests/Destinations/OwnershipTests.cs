using System;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>Every row of the table of ownership: what was found, what the job knows, what it may do.</summary>
public sealed class OwnershipTests
{
    static readonly Guid Node = new("11111111-1111-1111-1111-111111111111");
    static readonly Guid Job = new("22222222-2222-2222-2222-222222222222");
    static readonly SourceId Source = new(Node, "/srv/data", "uuid:1");

    [Theory]
    // found                   empty  ran    take-over           refusal                                  new marker
    [InlineData("none", true, false, null, null, true)]
    [InlineData("none", true, true, null, ErrorId.CloneDestinationMarkerMissing, false)]
    [InlineData("none", false, false, null, ErrorId.CloneDestinationNotEmpty, false)]
    [InlineData("none", false, true, null, ErrorId.CloneDestinationMarkerMissing, false)]
    [InlineData("own", true, false, null, null, false)]
    [InlineData("own", true, true, null, null, false)]
    [InlineData("own", false, false, null, null, false)]
    [InlineData("own", false, true, null, null, false)]
    [InlineData("own, other volume", false, true, null, null, false)]
    [InlineData("own, removed job", false, false, null, null, true)]
    [InlineData("own, removed job", true, true, null, null, true)]
    [InlineData("other node", true, false, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("other node", false, true, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("other path", true, false, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("other path", false, true, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("other case", false, true, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("unreadable", true, false, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("unreadable", false, true, null, ErrorId.CloneDestinationOwnedByOther, false)]
    [InlineData("none", true, false, TakeOverMode.Adopt, null, true)]
    [InlineData("none", false, false, TakeOverMode.Adopt, null, true)]
    [InlineData("none", false, true, TakeOverMode.Full, null, true)]
    [InlineData("own", false, true, TakeOverMode.Adopt, null, true)]
    [InlineData("other node", false, false, TakeOverMode.Full, null, true)]
    [InlineData("other path", false, true, TakeOverMode.Adopt, null, true)]
    [InlineData("unreadable", false, true, TakeOverMode.Adopt, null, true)]
    public void The_table(string found, bool isEmpty, bool ran, TakeOverMode? takeOver, ErrorId? refusal, bool newMarker)
    {
        var job = new JobDefinition
        {
            Id = Job,
            Source = Source.Path,
            PendingTakeOver = takeOver,
            DestinationId = ran ? Guid.NewGuid() : null,
        };
        var decision = Ownership.Decide(job, Found(found), isEmpty, Source, StringComparison.Ordinal);
        Assert.Equal(refusal, decision.Refusal);
        Assert.Equal(newMarker, decision.NeedsNewMarker);
    }

    [Fact]
    public void On_Windows_a_path_in_another_case_is_the_same()
    {
        var job = new JobDefinition { Id = Job, Source = Source.Path };
        var decision = Ownership.Decide(job, Found("other case"), false, Source, StringComparison.OrdinalIgnoreCase);
        Assert.Null(decision.Refusal);
    }

    [Theory]
    [InlineData("none", ErrorId.CloneDestinationNotEmpty)]
    [InlineData("none", ErrorId.CloneDestinationMarkerMissing)]
    [InlineData("other path", ErrorId.CloneDestinationOwnedByOther)]
    [InlineData("unreadable", ErrorId.CloneDestinationOwnedByOther)]
    public void A_refusal_names_the_destination(string found, ErrorId refusal)
    {
        var error = Failing.With(refusal, () => throw Ownership.Error(refusal, "/mnt/disk/data", Found(found)));
        Assert.Contains("/mnt/disk/data", error.Message, StringComparison.Ordinal);
        if (found == "other path") Assert.Contains("/srv/other", error.Message, StringComparison.Ordinal);
        if (found == "unreadable") Assert.Contains("too deep", error.Message, StringComparison.Ordinal);
    }

    static MarkerReading Found(string what) => what switch
    {
        "none" => MarkerReading.None,
        "unreadable" => new MarkerReading(null, "too deep"),
        "own" => Marker(Source),
        "own, other volume" => Marker(Source with { VolumeId = "uuid:2" }),
        "own, removed job" => Marker(Source, Guid.NewGuid()),
        "other node" => Marker(Source with { NodeId = Guid.NewGuid() }),
        "other path" => Marker(Source with { Path = "/srv/other" }),
        "other case" => Marker(Source with { Path = "/srv/Data" }),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    static MarkerReading Marker(SourceId source, Guid? job = null) =>
        new(new DestinationMarker { Source = source, JobId = job ?? Job, DestinationId = Guid.NewGuid() }, null);
}
