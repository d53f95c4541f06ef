using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
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
        using var over = new PassOver(mirror);
        await over.RunAsync(destination => new Disordered(destination), TestContext.Current.CancellationToken);
        var (score, pass) = (over.Score, over.Pass!);
        Assert.Equal((1L, 0L), (score.Deleted, score.Failed));
        // What was sent before the disorder was seen counts as sent; each of the 307 entries counts once.
        Assert.Equal(307, score.Copied + score.Updated + pass.Skipped);
        Assert.Equal("changed", mirror.ReadCopy("d1/f1"));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    /// <summary>A real folder whose entries are listed the wrong way round.</summary>
    sealed class Disordered(IDestination inner) : WrappedDestination(inner)
    {
        public override async IAsyncEnumerable<EntryBatch> ListAsync(
            EntryScope scope, Action<EntryPath, EntryException> onUnreadable, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var all = new List<(EntryPath Parent, FolderListing Listing)>();
            await foreach (var batch in Inner.ListAsync(scope, onUnreadable, cancellation))
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
    }
}
