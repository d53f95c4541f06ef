using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Clone.Bench.Chunking;

/// <summary>What would be sent of a changed file with blocks of a fixed size and with chunks that follow the contents.</summary>
static class ChunkingTable
{
    /// <summary>The engine's size of blocks for files of up to 16 GiB, in bytes.</summary>
    const int BlockBytes = 256 << 10;

    const double MiB = 1 << 20;
    const int Rounds = 5;

    /// <summary>Measures and prints the table.</summary>
    public static void Print()
    {
        var gear = new GearChunks(BlockBytes, seed: 1);
        Console.WriteLine("| change | file | fixed blocks send | content-defined chunks send | mean chunk |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        byte[]? file = null;
        foreach (var change in LargeFileChange.All())
        {
            file ??= change.Before;
            var length = (double)change.After.Length;
            var chunks = gear.Of(change.After).Count();
            Console.WriteLine(
                $"| {change.Name} | {length / MiB:f0} MiB | {Fixed(change) / length:p2} | {Defined(change, gear) / length:p2} | {length / chunks / 1024:f0} KiB |");
        }

        Console.WriteLine();
        Console.WriteLine($"Fixed blocks, SHA-256: {Speed(file!, Blocks(file!.Length)):f0} MiB/s");
        Console.WriteLine($"Content-defined chunks, gear hash and SHA-256: {Speed(file!, gear.Of(file!)):f0} MiB/s");
    }

    /// <summary>Bytes of the blocks that are not in their places before.</summary>
    static long Fixed(LargeFileChange change) => Blocks(change.After.Length)
        .Where(block => block.Start + block.Count > change.Before.Length
            || !change.Before.AsSpan(block.Start, block.Count).SequenceEqual(change.After.AsSpan(block.Start, block.Count)))
        .Sum(block => (long)block.Count);

    /// <summary>Bytes of the chunks that are nowhere in the file before.</summary>
    static long Defined(LargeFileChange change, GearChunks gear)
    {
        var known = gear.Of(change.Before).Select(chunk => Sum(change.Before, chunk)).ToHashSet(StringComparer.Ordinal);
        return gear.Of(change.After).Where(chunk => !known.Contains(Sum(change.After, chunk))).Sum(chunk => (long)chunk.Count);
    }

    static string Sum(byte[] contents, (int Start, int Count) part) => Convert.ToHexString(SHA256.HashData(contents.AsSpan(part.Start, part.Count)));

    static IEnumerable<(int Start, int Count)> Blocks(int length)
    {
        for (var start = 0; start < length; start += BlockBytes) yield return (start, Math.Min(BlockBytes, length - start));
    }

    /// <summary>
    /// MiB for a second of one processor: the median of several rounds, after one that is not counted. By the processor's time,
    /// so that what else the machine does counts little.
    /// </summary>
    static double Speed(byte[] contents, IEnumerable<(int Start, int Count)> parts)
    {
        var seconds = new List<double>();
        var sum = new byte[SHA256.HashSizeInBytes];
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            foreach (var (start, count) in parts) SHA256.HashData(contents.AsSpan(start, count), sum);
            if (round > 0) seconds.Add((Environment.CpuUsage.TotalTime - began).TotalSeconds);
        }

        return contents.Length / MiB / seconds.Order().ElementAt(Rounds / 2);
    }
}
