using System;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Sync;

/// <summary>March and planner against <see cref="PlanModel"/>, over random trees, indexes and options.</summary>
public sealed class PlannerTests
{
    static readonly Gen<PlanOptions> Options = Gen.Select(
            Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.OneOf(1L, 20_000_000L), Gen.Int[0, 15])
        .Select((full, deletes, links, local, distrusts, shows, unit, keeps) => new PlanOptions
        {
            Mode = full ? SyncMode.Full : SyncMode.Incremental,
            DeleteExcluded = deletes,
            HasLocalTimes = local,
            DistrustsUnindexed = distrusts,
            ShowsUnchanged = shows,
            TimeUnit = unit,
            AttributeMask = 1,
            Capabilities = new DestinationCapabilities
            {
                KeepsLinks = links,
                KeepsLinkTimes = links && shows,
                Keeps = FacetMask.Modified
                    | ((keeps & 1) != 0 ? FacetMask.Attributes : 0)
                    | ((keeps & 2) != 0 ? FacetMask.Created : 0)
                    | ((keeps & 4) != 0 ? FacetMask.Owner : 0)
                    | ((keeps & 8) != 0 ? FacetMask.Streams : 0),
            },
        });

    static readonly Gen<Case> Cases =
        from options in Options
        from source in Tree.Side(isSource: true, options.DeleteExcluded)
        from other in Tree.Side(isSource: false, options.DeleteExcluded)
        from blend in Gen.Int
        from most in Gen.Int[1, 5]
        select new Case(options, source, Blend(source, other, options, blend), most, blend);

    [Fact]
    public void The_plan_equals_the_model() => Cases.Sample(c =>
    {
        var (items, counts) = c.Plan();
        var expected = c.Model.Steps();
        Assert.Equal(expected.Order(StringComparer.Ordinal), items.Select(Show).Order(StringComparer.Ordinal));
        Assert.Equal(c.Model.Unchanged(), counts.Unchanged);
        Assert.Equal(c.Model.Removals(), counts.Removals);
    }, iter: 1000 * Soak.Times);

    [Fact]
    public void What_takes_no_part_is_shown_beside_the_plan_and_changes_nothing_of_it() => Cases.Sample(c =>
    {
        var plain = c.Plan().Items;
        var (shown, counts) = (c with { Options = c.Options with { ShowsExcluded = true } }).Plan();
        Assert.Equal(plain.Select(Show), shown.Where(item => item.Step != PlanStep.Exclude).Select(Show));
        var excluded = shown.Where(item => item.Step == PlanStep.Exclude).ToArray();
        Assert.All(excluded, item => Assert.False(item.Exclusion is Exclusion.None or Exclusion.PassedThrough or Exclusion.Reserved or Exclusion.Temporary));
        var ofSource = excluded.Count(item => c.Source.Nodes.TryGetValue(item.Path.ToString(), out var node) && node.IsFolder == (item.Source.Kind == EntryKind.Folder));
        Assert.Equal(counts.ExcludedByReason().Values.Sum(), ofSource);
        Assert.Equal(excluded.Length, excluded.Select(Show).Distinct().Count());
    });

    [Fact]
    public void How_a_side_is_cut_into_batches_does_not_matter() => Cases.Sample(c =>
    {
        var (items, _) = c.Plan();
        var (others, _) = (c with { Most = 100 }).Plan();
        Assert.Equal(items.Select(Show), others.Select(Show));
    });

    [Fact]
    public void A_folder_is_made_before_what_lies_in_it() => Cases.Sample(c =>
    {
        var standing = c.Destination.Nodes.Where(n => n.Value.IsFolder).Select(n => n.Key).Append("").ToHashSet();
        foreach (var item in c.Plan().Items)
        {
            if (item.Step is not (PlanStep.Create or PlanStep.Replace)) continue;
            Assert.Contains(item.Path.Parent.ToString(), standing);
            if (item.Source.Kind == EntryKind.Folder) standing.Add(item.Path.ToString());
        }
    });

    [Fact]
    public void Nothing_is_removed_that_the_source_holds_or_that_is_protected() => Cases.Sample(c =>
    {
        foreach (var item in c.Plan().Items.Where(i => i.Step == PlanStep.Remove))
        {
            var path = item.Path.ToString();
            var there = c.Destination.Nodes[path];
            Assert.True(there.Exclusion == Exclusion.None || there.Exclusion.IsChosen(), there.Exclusion.ToString());
            Assert.DoesNotContain("CloneForWindows", path.Split('/')[0], StringComparison.Ordinal);
            if (c.Source.Nodes.TryGetValue(path, out var twin) && twin.IsFolder == there.IsFolder)
                Assert.Equal((true, true), (twin.Exclusion.IsChosen(), c.Options.DeleteExcluded));
            for (var above = Tree.ParentOf(path); above.Length > 0; above = Tree.ParentOf(above))
                Assert.False(c.Source.Nodes.TryGetValue(above, out var folder) && folder.Facts.Unreadable, path + " lies below " + above);
        }
    });

    [Fact]
    public void Once_everything_is_done_nothing_is_left_to_do() => Cases.Sample(c =>
    {
        var readable = c with { Source = c.Source.Readable(), Destination = c.Destination.Readable() };
        if (readable.AfterRun(readable.Plan().Items) is not { } done) return;
        var incremental = done with { Options = c.Options with { Mode = SyncMode.Incremental, ShowsUnchanged = false } };
        // Where no change time is known the streams of a folder are compared each time.
        var asksAgain = done.Options.Capabilities.Keeps.HasFlag(FacetMask.Streams);
        Assert.Empty(incremental.Plan().Items
            .Where(i => !(asksAgain && i.Step == PlanStep.SettleFolder && (i.Source.Changed == 0 || done.Destination.Nodes[i.Path.ToString()].Facts.Changed == 0)))
            .Select(Show));
    });

    [Fact]
    public void A_side_out_of_order_is_found_before_anything_is_taken_for_gone() => Gen.Select(Cases, Gen.Int).Sample((c, seed) =>
    {
        var order = c.Source.Shuffled(seed).ToBlockingEnumerable(TestContext.Current.CancellationToken)
            .Select(b => EntryOrder.Key(b.PathAt(0), b.FactsAt(0).Kind)).Select(k => Wtf8.Decode(k));
        var march = new March(c.Source.Shuffled(seed), c.Destination.Batches(c.Most), index: null, new Planner(c.Options, Case.Root, Case.Root));
        if (c.Source.Keys().SequenceEqual(order))
        {
            Assert.Equal(c.WithoutIndex().Plan().Items.Select(Show), march.ReadToEnd().Select(Show));
            return;
        }
        var error = Assert.Throws<OrderViolationException>(march.ReadToEnd);
        Assert.True(error.IsSource);
    });

    [Fact]
    public void An_entry_that_comes_twice_is_a_violation() => Cases.Where(c => c.Destination.Nodes.Count > 0).Sample(c =>
    {
        var march = new March(c.Source.Batches(1), c.Destination.Twice(), index: null, new Planner(c.Options, Case.Root, Case.Root));
        var error = Assert.Throws<OrderViolationException>(march.ReadToEnd);
        Assert.False(error.IsSource);
    });

    [Fact]
    public void A_side_sorted_on_disk_gives_the_same_plan()
    {
        using var folder = new TempFolder();
        using var file = new AdapterSet().State.CreateTemporary(folder["sort.db"]);
        var source = file.Table("sortedsource");
        var destination = file.Table("sorteddestination");
        Gen.Select(Cases, Gen.Int).Sample(
            (c, seed) =>
            {
                source.Clear();
                destination.Clear();
                var (expected, _) = c.Plan();
                var cancellation = TestContext.Current.CancellationToken;
                var (items, _) = c.Plan(
                    SortedListing.ReadAsync(c.Source.Shuffled(seed), source, cancellation),
                    SortedListing.ReadAsync(c.Destination.Shuffled(~seed), destination, cancellation));
                Assert.Equal(expected.Select(Show), items.Select(Show));
                Assert.Equal(expected.Select(i => i.Source), items.Select(i => i.Source));
            },
            iter: 100 * Soak.Times, threads: 1);
    }

    /// <summary>A destination that shares much with the source: the same facts, or other ones, or nothing of it.</summary>
    static Tree Blend(Tree source, Tree other, PlanOptions options, int seed)
    {
        var random = new Random(seed);
        var blend = other.Copy();
        foreach (var (path, node) in source.Nodes)
        {
            if (random.Next(4) == 0) continue;
            var differs = random.Next(3) == 0;
            var facts = differs && other.Nodes.Values.FirstOrDefault() is { } donor ? donor.Facts with { Kind = node.Facts.Kind } : node.Facts;
            if (node.IsFolder) facts = facts with { Size = 0, Unreadable = random.Next(8) == 0 };
            blend.Set(path, facts, options.DeleteExcluded);
        }
        return blend;
    }

    internal static string Show(PlanItem item)
    {
        var key = item.Step + " " + item.Path + (item.Source.Kind == EntryKind.Folder ? "/" : "");
        return item.Step is PlanStep.Create or PlanStep.Replace or PlanStep.Touch ? key + " " + item.Reason : key;
    }
}
