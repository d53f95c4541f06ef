using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Lists the objects of a copy in the service's order. A large copy is listed by several ranges at once, a bounded number of
/// pages ahead of the reader.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="prefix">What the keys begin with.</param>
/// <param name="bounds">Keys that cut the listing, in order; none to list it as one.</param>
sealed class ObjectLister(IObjectStore store, string prefix, IReadOnlyList<string> bounds)
{
    /// <summary>Ranges that are listed at once.</summary>
    const int MostAtOnce = 6;

    /// <summary>Pages of one range that wait for the reader; a range that has grown since does not fill the memory.</summary>
    const int MostPages = 12;

    /// <summary>The pages, in order.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Queue<Listing>();
        try
        {
            for (var next = 0; next <= bounds.Count || running.Count > 0;)
            {
                while (next <= bounds.Count && running.Count < MostAtOnce) running.Enqueue(Begin(next++, stop.Token));
                var pages = running.Peek().Pages;
                while (await pages.WaitToReadAsync(cancellation).ConfigureAwait(false))
                    while (pages.TryRead(out var page)) yield return page;
                running.Dequeue();
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var listing in running) await Task.WhenAny(listing.Work).ConfigureAwait(false);
        }
    }

    Listing Begin(int number, CancellationToken cancellation)
    {
        var after = number == 0 ? null : bounds[number - 1];
        var end = number == bounds.Count ? null : bounds[number];
        // A bound belongs to the range that ends with it: the end of a range is before its key.
        var range = new KeyRange(prefix, after, end is null ? null : end + "\0");
        var pages = Channel.CreateBounded<IReadOnlyList<ObjectInfo>>(MostPages);
        return new Listing(pages.Reader, Task.Run(() => ListAsync(range, pages.Writer, cancellation), CancellationToken.None));
    }

    async Task ListAsync(KeyRange range, ChannelWriter<IReadOnlyList<ObjectInfo>> pages, CancellationToken cancellation)
    {
        try
        {
            await foreach (var page in store.ListAsync(range, cancellation).ConfigureAwait(false))
                await pages.WriteAsync(page, cancellation).ConfigureAwait(false);
            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }

    sealed record Listing(ChannelReader<IReadOnlyList<ObjectInfo>> Pages, Task Work);
}
