using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using CsCheck;
using Xunit;

namespace Clone.Tests.Sync;

/// <summary>The guard's rules over random numbers.</summary>
public sealed class GuardRuleTests
{
    static readonly Gen<GuardQuestion> Questions = Gen.Select(
            Gen.Int[0, 100], Gen.Long[0, 400], Gen.Bool, Gen.Long[0, 400], Gen.Long[0, 5], Gen.Long[0, 400], Gen.Frequency((4, false), (1, true)), Gen.Frequency((4, false), (1, true)))
        .Select((percent, count, limited, removals, source, kept, gone, forced) => new GuardQuestion(
            new JobDefinition { Source = "/source", MaxDeletePercent = percent, MaxDeleteCount = limited ? count : null },
            "/destination", gone, VolumeChanged: count % 7 == 0, source, removals + kept, removals, forced));

    [Fact]
    public void A_source_that_is_gone_stops_removals_unless_it_was_so_from_the_start_and_the_user_means_it() =>
        Gen.Select(Questions, Gen.Bool).Sample((q, before) => Assert.Equal(
            q.SourceIsGone && !(before && q.IsForced),
            Guard.JudgeRemovals(q with { BeganWithoutSource = before })?.Id == ErrorId.CloneSourceMissing));

    [Fact]
    public void What_the_guard_lets_through_is_within_every_limit() => Questions.Where(q => !q.SourceIsGone && !q.IsForced).Sample(q =>
    {
        var refused = Guard.JudgeRemovals(q);
        var tooMany = q.Removals > (q.Job.MaxDeleteCount ?? long.MaxValue)
            || (q.Removals >= 100 && (double)q.Removals / q.DestinationEntries > q.Job.MaxDeletePercent / 100.0);
        var expected = q.Removals > 0 && (q.VolumeChanged || q.SourceEntries == 0 || tooMany);
        Assert.Equal(expected, refused is not null);
    });

    [Fact]
    public void Force_lets_everything_through_while_the_source_is_there() =>
        Questions.Where(q => !q.SourceIsGone).Sample(q => Assert.Null(Guard.JudgeRemovals(q with { IsForced = true })));

    [Fact]
    public void Without_removals_there_is_nothing_to_refuse() =>
        Questions.Where(q => !q.SourceIsGone).Sample(q => Assert.Null(Guard.JudgeRemovals(q with { Removals = 0 })));

    [Fact]
    public void Fewer_removals_are_never_refused_when_more_are_let_through() => Questions.Sample(q =>
    {
        if (Guard.JudgeRemovals(q) is not null || q.Removals == 0) return;
        Assert.Null(Guard.JudgeRemovals(q with { Removals = q.Removals - 1 }));
    });

    [Fact]
    public void Replacements_are_refused_beyond_their_share_of_the_known_files_and_never_below_a_thousand() =>
        Gen.Select(Gen.Int[0, 100], Gen.Long[0, 5000], Gen.Long[0, 5000], Gen.Bool).Sample((percent, changed, same, forced) =>
        {
            var question = new GuardQuestion(
                new JobDefinition { MaxChangePercent = percent }, "", SourceIsGone: false, VolumeChanged: false, 1, 1, 0, forced, BeganWithoutSource: false, changed, changed + same);
            var expected = !forced && changed >= 1000 && changed / (double)(changed + same) > percent / 100.0;
            Assert.Equal(expected ? ErrorId.CloneTooManyChanges : null, Guard.JudgeReplacements(question)?.Id);
        });
}
