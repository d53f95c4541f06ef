using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A destination that does not list in canonical order, as some services do not.</summary>
public sealed class DisorderTests
{
    [Fact]
    public async Task A_destination_out_of_order_is_sorted_and_loses_nothing_that_the_source_has()
    {
        using var mirror = new Mirror();
        for (var i = 0; i < 300; i++) mirror.Write($"d{i % 7}/f{i}", "text " + i);
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        mirror.Write("d0/new", "new");
        mirror.Write("d1/f1", "changed");
        File.Delete(Path.Combine(mirror.Source, "d2/f2"));
        var (score, pass) = await PassOutOfOrderAsync(mirror);
        Assert.Equal((1L, 0L), (score.Deleted, score.Failed));
        // What was sent before the disorder was seen counts as sent; each of the 307 entries counts once.
        Assert.Equal(307, score.Copied + score.Updated + pass.Skipped);
        Assert.Equal("changed", mirror.ReadCopy("d1/f1"));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    static async Task<(RunScore Score, SyncPass Pass)> PassOutOfOrderAsync(Mirror mirror)
    {
        var platform = FolderPlatform.OfThisMachine();
        var names = new TemporaryNames(Guid.NewGuid());
        var adapters = new AdapterSet();
        using var source = new SourceFolder(mirror.Source, platform.OpenRoot(mirror.Source));
        var root = platform.OpenRoot(mirror.Destination);
        var capabilities = CapabilityProbe.Guess(root.Volume());
        await using var destination = new Disordered(new FolderDestination(root, capabilities, names));
        using var index = adapters.State.Open(Path.Combine(mirror.Place, "index.db"), "index", 1);
        using var spools = new PassSpools(() => adapters.State.CreateTemporary(Path.Combine(mirror.Place, "spool.db")));
        var entries = index.Table("entries");
        var score = new RunScore();
        var planned = Plans.Of(mirror.Job, SyncMode.Incremental, source.Volume, capabilities, distrusts: false);
        var scope = new EntryScope(filters: null);
        var pass = new SyncPass(
            new RunDesk(source, destination, score, new IndexWriter(entries), planned, (_, _, _) => { }),
            new PassOptions
            {
                Job = mirror.Job,
                DestinationName = mirror.Destination,
                SourceScope = scope,
                DestinationScope = scope,
                Names = names,
                SourceIsGone = () => false,
            },
            entries, spools);
        await pass.RunAsync(TestContext.Current.CancellationToken);
        return (score, pass);
    }

    /// <summary>A real folder whose entries are listed the wrong way round.</summary>
    sealed class Disordered(IDestination inner) : IDestination
    {
        public DestinationCapabilities Capabilities => inner.Capabilities;

        public async IAsyncEnumerable<EntryBatch> ListAsync(
            EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var all = new List<(EntryPath Parent, FolderListing Listing)>();
            await foreach (var batch in inner.ListAsync(scope, onUnreadable, cancellation))
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var one = new FolderListing();
                    one.Add(batch.NameAt(i), batch.FactsAt(i), batch.ExclusionAt(i));
                    all.Add((batch.Parent, one));
                }
            }
            foreach (var (parent, listing) in Enumerable.Reverse(all)) yield return new EntryBatch(parent, listing, 0, 1);
        }

        public EntryFacts LookAtRoot() => inner.LookAtRoot();

        public long? FreeBytes() => inner.FreeBytes();

        public ValueTask<PlacedEntry> CreateFolderAsync(SourceFolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation) =>
            inner.CreateFolderAsync(source, path, facts, cancellation);

        public ValueTask<StagedItem> StageAsync(
            SourceFolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes, CancellationToken cancellation) =>
            inner.StageAsync(source, path, facts, replaces, onBytes, cancellation);

        public ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem) =>
            inner.CommitAsync(items, onItem);

        public ValueTask<EntryFacts> SetFacetsAsync(EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation) =>
            inner.SetFacetsAsync(path, facts, mask, cancellation);

        public ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation) =>
            inner.RemoveAsync(path, seen, cancellation);

        public ValueTask FlushAsync() => inner.FlushAsync();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
