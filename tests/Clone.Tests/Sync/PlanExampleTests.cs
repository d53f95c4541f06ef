using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Sync;

/// <summary>Plans for small trees. "f" is left out by the filters, "p" is passed through.</summary>
public sealed class PlanExampleTests
{
    static readonly PlanOptions Options = new() { Capabilities = new DestinationCapabilities { KeepsLinks = true } };

    [Fact]
    public void A_folder_that_was_not_read_to_its_end_protects_all_of_its_copy()
    {
        var source = Tree.Of("x/!", "x/a/!", "x/f/", "x/k");
        Assert.Empty(Removals(source, Tree.Of("x/", "x/a/", "x/a/1", "x/f/", "x/k", "x/z", "x/z2/", "x/z2/1")));
        Assert.Equal(["y"], Removals(source, Tree.Of("x/", "x/z", "y")));
    }

    [Fact]
    public void A_folder_that_is_only_passed_through_protects_its_copy_too() =>
        Assert.Empty(Removals(Tree.Of("p/!"), Tree.Of("p/", "p/a", "p/b/", "p/b/c")));

    [Fact]
    public void What_could_not_be_listed_at_the_destination_is_left_alone()
    {
        var source = Tree.Of("x/", "x/a", "x/b", "p/", "p/a");
        Assert.DoesNotContain(Plan(source, Tree.Of("x/!", "x/b", "p/!"), []), s => s.Contains("x/a") || s.Contains("x/b") || s.Contains("p/a"));
    }

    [Fact]
    public void A_file_that_became_a_folder_is_removed_and_made_anew() => Assert.Equal(
        ["SettleFolder /", "Remove a", "Create a/ Missing", "Create a/b Missing"],
        Plan(Tree.Of("a/", "a/b"), Tree.Of("a"), []));

    [Fact]
    public void A_folder_that_is_passed_through_is_made_only_for_what_lies_in_it()
    {
        Assert.Empty(Plan(Tree.Of("p/", "p/p/", "p/f"), Tree.Of(), []));
        Assert.Equal(
            ["SettleFolder /", "Create p/ Missing", "Create p/p/ Missing", "Create p/p/a Missing"],
            Plan(Tree.Of("p/", "p/p/", "p/p/a"), Tree.Of(), []));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_change_of_daylight_saving_sends_nothing_again(bool sourceIsFat, bool destinationIsFat)
    {
        var tree = Tree.Of("a");
        var seen = tree.Nodes["a"].Facts;
        var now = seen with { Modified = seen.Modified + TimeSpan.TicksPerHour, Created = seen.Created + TimeSpan.TicksPerHour };
        var moved = Tree.Of();
        moved.Set("a", now, entersExcluded: false);
        var index = new Dictionary<string, IndexRow> { ["a"] = new() { Source = seen, Destination = seen } };
        var options = Options with { HasLocalTimes = true, Capabilities = Options.Capabilities with { Keeps = FacetMask.All } };
        var c = new Case(options, sourceIsFat ? moved : tree, destinationIsFat ? moved : tree, Most: 1, Seed: 0) { Index = index };
        var (items, counts) = c.Plan();
        Assert.Equal(["Observe a"], items.Select(PlannerTests.Show));
        Assert.Equal((1, 1), (counts.Unchanged, counts.HourShifts));
        var onNtfs = c with { Options = options with { HasLocalTimes = false } };
        var reason = sourceIsFat ? PlanReason.TimeDiffers : PlanReason.DestinationChanged;
        Assert.Equal(["Replace a " + reason], onNtfs.Plan().Items.Select(PlannerTests.Show).Where(s => s != "SettleFolder /"));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, true)]
    public void Another_file_of_the_same_size_and_time_is_told_by_its_other_times(int created, int changed, bool isAnother)
    {
        var tree = Tree.Of("a");
        var seen = tree.Nodes["a"].Facts with { FileId = 7, Changed = 5 };
        tree.Set("a", seen with { FileId = 8, Created = seen.Created + created, Changed = seen.Changed + changed }, entersExcluded: false);
        var index = new Dictionary<string, IndexRow> { ["a"] = new() { Source = seen, Destination = seen } };
        Assert.Equal(isAnother ? ["SettleFolder /", "Doubt a"] : ["Observe a"], Plan(tree, Tree.Of("a"), index));
    }

    static IEnumerable<string> Removals(Tree source, Tree destination) =>
        Plan(source, destination, []).Where(s => s.StartsWith("Remove ", StringComparison.Ordinal)).Select(s => s[7..]);

    static string[] Plan(Tree source, Tree destination, Dictionary<string, IndexRow> index) =>
        [.. new Case(Options, source, destination, Most: 3, Seed: 0) { Index = index }.Plan().Items.Select(PlannerTests.Show)];
}
