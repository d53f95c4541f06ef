using System;
using System.Collections.Generic;

namespace Clone.Bench.Chunking;

/// <summary>Cuts contents where a rolling hash of the bytes before says so, so that chunks follow what is shifted.</summary>
/// <remarks>
/// A gear hash: each byte shifts the hash by one bit and adds a number of its own, so the last 64 bytes count. The shortest
/// chunk is a quarter of the mean, the longest four times it. What can be no boundary is
/// not hashed.
/// </remarks>
sealed class GearChunks
{
    const int Window = 64;

    readonly ulong[] gear = new ulong[256];
    readonly int shortest;
    readonly int longest;
    readonly ulong bound;

    /// <param name="meanBytes">The mean size of chunks, a power of two.</param>
    /// <param name="seed">The seed of the numbers.</param>
    public GearChunks(int meanBytes, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < gear.Length; i++) gear[i] = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        (shortest, longest) = (meanBytes / 4, meanBytes * 4);
        // What is left after the shortest chunk is met after three quarters of the mean, on average.
        bound = ulong.MaxValue / (ulong)(meanBytes - shortest);
    }

    /// <summary>The chunks in order, by start and length.</summary>
    public IEnumerable<(int Start, int Count)> Of(byte[] contents)
    {
        for (var start = 0; start < contents.Length;)
        {
            var count = Next(contents.AsSpan(start));
            yield return (start, count);
            start += count;
        }
    }

    int Next(ReadOnlySpan<byte> rest)
    {
        var most = Math.Min(longest, rest.Length);
        var hash = 0UL;
        for (var at = Math.Min(shortest - Window, most); at < most; at++)
        {
            hash = (hash << 1) + gear[rest[at]];
            // A hash that is evenly spread is below the bound once in so many bytes as a chunk has beside its shortest part.
            if (hash <= bound && at >= shortest) return at + 1;
        }
        return most;
    }
}
