using Clone.Engine.Checks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Checks;

public sealed class PlanSurveyTests
{
    static readonly DestinationCapabilities Fat = new() { MaxFileSize = uint.MaxValue };

    [Fact]
    public void Files_that_are_too_large_are_found_whether_new_or_changed()
    {
        var survey = new PlanSurvey(new JobDefinition(), Fat, NameRules.Windows);
        survey.Add(new PlannedChange(PlanAction.Create, "a/most", PlanReason.Missing, uint.MaxValue));
        survey.Add(new PlannedChange(PlanAction.Create, "a/large", PlanReason.Missing, 1L << 32));
        survey.Add(new PlannedChange(PlanAction.Replace, "larger", PlanReason.SizeDiffers, 1L << 33));
        survey.Add(new PlannedChange(PlanAction.Remove, "gone", PlanReason.NotAtSource, 1L << 34));
        Assert.Equal((2, "a/large, larger"), (survey.Sizes.Count, survey.Sizes.Names));
        Assert.Equal((2, 1, 1), (survey.Creates, survey.Replaces, survey.Removes));
    }

    [Theory]
    [InlineData(false, 0, 30)]
    [InlineData(true, 0, 20)]
    [InlineData(false, 7, 0)]
    public void Room_comes_only_from_what_really_goes(bool noDelete, int keepDeleted, long frees)
    {
        var survey = new PlanSurvey(new JobDefinition { NoDelete = noDelete, KeepDeleted = keepDeleted }, Fat, NameRules.Windows);
        survey.Add(new PlannedChange(PlanAction.Replace, "a", PlanReason.SizeDiffers, 25) { Frees = 20 });
        survey.Add(new PlannedChange(PlanAction.Remove, "b", PlanReason.NotAtSource, 10) { Frees = 10 });
        Assert.Equal((25L, frees), (survey.Bytes, survey.Frees));
    }

    [Fact]
    public void Names_are_looked_at_part_by_part_as_they_are_made()
    {
        var survey = new PlanSurvey(new JobDefinition(), Fat, NameRules.Windows);
        survey.Add(new PlannedChange(PlanAction.Create, "10:30/", PlanReason.Missing, 0));
        survey.Add(new PlannedChange(PlanAction.Create, "10:30/file", PlanReason.Missing, 0));
        survey.Add(new PlannedChange(PlanAction.Exclude, "a?", PlanReason.Excluded, 0) { Exclusion = Exclusion.Filter });
        survey.Add(new PlannedChange(PlanAction.Exclude, "link", PlanReason.Excluded, 0) { Exclusion = Exclusion.LinkNotSupported });
        Assert.Equal((1, "10:30/"), (survey.Names.Count, survey.Names.Names));
        Assert.Equal(1, survey.Links.Count);
    }

    [Fact]
    public void Many_are_counted_and_five_are_named()
    {
        var found = new Findings();
        for (var i = 0; i < 1000; i++) found.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((1000, "0, 1, 2, 3, 4"), (found.Count, found.Names));
    }
}
