using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>Reads Clone's own objects, which are small, into memory. An answer that breaks off is asked for again.</summary>
static class WholeObject
{
    /// <summary>How often one object is asked for; the store has tried each request several times.</summary>
    const int MostTries = 6;

    /// <summary>Reads an object.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The key.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Its facts, and its contents; null when they are more.</returns>
    /// <exception cref="EntryException">It cannot be read.</exception>
    public static async Task<(ObjectInfo Info, byte[]? Contents)> ReadAsync(IObjectStore store, string key, int most, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            using var reading = await store.OpenAsync(key, ReadOptions.Whole, cancellation).ConfigureAwait(false);
            if (reading.Info.Size > most) return (reading.Info, null);
            try
            {
                var bytes = new MemoryStream();
                await reading.Content.CopyToAsync(bytes, 81920, cancellation).ConfigureAwait(false);
                return (reading.Info, bytes.ToArray());
            }
            catch (EntryException e) when (tries < MostTries && RetryPolicy.MayHelp(e.Problem))
            {
                // It is asked for anew.
            }
        }
    }
}
