using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Clone.Tests.Destinations;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Passes to destinations of every kind at which things go wrong.</summary>
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    static readonly DestinationCapabilities Whole = new()
    {
        Keeps = FacetMask.Modified | FacetMask.Attributes | FacetMask.Owner,
        KeepsLinks = true,
        KeepsLinkTimes = true,
        HasLastingFileIds = true,
    };

    readonly Mirror mirror = new();
    readonly Dictionary<string, HashSet<string>> versions = [];

    public void Dispose() => mirror.Dispose();

    [Fact]
    public Task Whatever_goes_wrong_at_a_destination_in_memory_files_are_whole_and_the_next_pass_mends_it() =>
        PlayAsync(16 * Soak.Times, () => new MemoryPlace(Whole));

    [Fact]
    public Task Whatever_goes_wrong_at_a_folder_files_are_whole_and_the_next_pass_mends_it() =>
        PlayAsync(8 * Soak.Times, () => new FolderPlace());

    [Fact]
    public async Task Contents_that_arrive_wrong_are_replaced_when_everything_is_sent_again()
    {
        mirror.CreateJob();
        mirror.Write("file", "the right contents");
        using var place = new MemoryPlace(Whole);
        using var over = new PassOver(mirror);
        using var wrong = new Faults(7, new Dictionary<FaultKind, int> { [FaultKind.WrongContents] = 1000 });
        await PassAsync(over, place, wrong);
        Assert.NotEqual("file: the right contents", place.Read()["file"]);
        Assert.Equal((1L, 0L), (over.Score.Copied, over.Score.Failed));
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "file"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await PassAsync(over, place, Faults.None);
        Assert.Equal("file: the right contents", place.Read()["file"]);
    }

    [Fact]
    public async Task A_folder_goes_although_a_removal_in_it_succeeded_only_at_its_second_try()
    {
        mirror.CreateJob();
        mirror.Write("gone/deep/file", "x");
        mirror.Write("kept", "x");
        using var place = new FolderPlace();
        using var over = new PassOver(mirror);
        await PassAsync(over, place, Faults.None);
        Directory.Delete(Path.Combine(mirror.Source, "gone"), recursive: true);
        var names = new TemporaryNames(Guid.NewGuid());
        await using (var destination = new RefusesOnce(place.Open(names)))
            await over.RunAsync(destination, names, TestContext.Current.CancellationToken);
        Assert.Equal((3L, 0L), (over.Score.Deleted, over.Score.Failed));
        Assert.Equal(["kept"], place.Read().Keys);
    }

    async Task PlayAsync(int seeds, Func<DestinationPlace> makePlace)
    {
        mirror.CreateJob();
        var first = Soak.Seed ?? Environment.TickCount & 0xFFFFFF;
        if (Soak.Seed is not null) seeds = 1;
        var made = 0;
        for (var seed = first; seed < first + seeds; seed++)
        {
            output.WriteLine("seed " + seed);
            versions.Clear();
            Removal.Of(mirror.Source);
            Directory.CreateDirectory(mirror.Source);
            using var place = makePlace();
            made += await PlayAsync(seed, place);
        }
        Assert.True(made > seeds, "only " + made + " faults were made");
    }

    async Task<int> PlayAsync(int seed, DestinationPlace place)
    {
        var random = new Random(seed);
        var tree = new RandomTree(seed, mirror.Source);
        using var over = new PassOver(mirror) { IsForced = true, Work = random.Next(3) == 0 ? new() : WorkLimits.StepByStep };
        var made = 0;
        for (var pass = 0; pass < 3; pass++)
        {
            tree.Grow(20);
            if (pass > 0) tree.Stir(8);
            TakeDown();
            using var faults = new Faults(random.Next(), RatesOf(random));
            await PassAsync(over, place, faults);
            made += faults.MadeInAll();
            AssertWhole(seed, place);
        }
        // Of a pass that was broken off in the middle of a listing nothing more is known than of one that was killed.
        await PassAsync(over, place, Faults.None);
        var last = over.Pass!;
        output.WriteLine($"copied {over.Score.Copied} updated {over.Score.Updated} removed {over.Score.Deleted} skipped {last.Skipped} vanished {over.Score.Vanished}");
        Assert.Equal(0, over.Score.Failed);
        AssertWhole(seed, place);
        AssertSame(seed, FolderPlace.Read(mirror.Source), place.Read());
        return made;
    }

    async Task PassAsync(PassOver over, DestinationPlace place, Faults faults)
    {
        var names = new TemporaryNames(Guid.NewGuid());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(faults.Stopping, TestContext.Current.CancellationToken);
        await using var destination = new FaultyDestination(place.Open(names), faults, () => FolderPlatform.OfThisMachine().OpenRoot(mirror.Source));
        try
        {
            await over.RunAsync(destination, names, stop.Token);
        }
        catch (OperationCanceledException) when (faults.Stopping.IsCancellationRequested)
        {
        }
        catch (EntryException e) when (e.Code.StartsWith("Fault", StringComparison.Ordinal) || e.Code is "Throttled" or "Full")
        {
            // What breaks a listing or a flush breaks the pass.
        }
    }

    static Dictionary<FaultKind, int> RatesOf(Random random)
    {
        var rates = new Dictionary<FaultKind, int>();
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var most = kind switch { FaultKind.WrongContents => 0, FaultKind.Cancel => 10, FaultKind.Slow => 20, _ => 120 };
            if (most > 0 && random.Next(3) > 0) rates[kind] = random.Next(most);
        }
        return rates;
    }

    /// <summary>What the source holds now, for each path one of what it ever held.</summary>
    void TakeDown()
    {
        foreach (var (path, text) in FolderPlace.Read(mirror.Source))
        {
            if (!versions.TryGetValue(path, out var known)) versions.Add(path, known = []);
            known.Add(text);
        }
    }

    void AssertWhole(int seed, DestinationPlace place)
    {
        var torn = place.Read().Where(pair => !versions.TryGetValue(pair.Key, out var known) || !known.Contains(pair.Value)).Select(pair => pair.Key);
        Assert.True(!torn.Any(), "CLONE_SEED=" + seed + " plays it again: not what the source ever held: " + string.Join(", ", torn));
    }

    static void AssertSame(int seed, SortedDictionary<string, string> source, SortedDictionary<string, string> copy)
    {
        var differing = source.Keys.Union(copy.Keys).Where(path => source.GetValueOrDefault(path) != copy.GetValueOrDefault(path));
        Assert.True(!differing.Any(), "CLONE_SEED=" + seed + " plays it again: not as at the source: " + string.Join(", ", differing.Select(path =>
            path + " (" + (source.ContainsKey(path) ? copy.ContainsKey(path) ? "differs" : "missing" : "not gone") + ")")));
    }

    /// <summary>The first removal of each file fails.</summary>
    sealed class RefusesOnce(IDestination inner) : WrappedDestination(inner)
    {
        readonly HashSet<EntryPath> refused = [];

        public override ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation)
        {
            lock (refused)
            {
                if (seen.Kind == EntryKind.File && refused.Add(path))
                    throw new EntryException(IoProblem.InUse, "EBUSY", EntryOperation.Remove);
            }
            return Inner.RemoveAsync(path, seen, cancellation);
        }
    }
}
