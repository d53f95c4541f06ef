using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace Clone.Bench.Chunking;

/// <summary>A large file before and after a change, made from a seed.</summary>
/// <param name="Name">What happened to it.</param>
/// <param name="Before">Its contents before.</param>
/// <param name="After">Its contents after.</param>
sealed record LargeFileChange(string Name, byte[] Before, byte[] After)
{
    const int Seed = 20261126;
    const int MiB = 1 << 20;
    const int Length = 256 * MiB;

    /// <summary>Changes of the kinds that large files of file servers see.</summary>
    public static IEnumerable<LargeFileChange> All()
    {
        var file = Noise(Length, Seed);
        yield return new("200 pages of 8 KiB rewritten in place (database)", file, Overwritten(file, 200, 8 << 10));
        yield return new("20 ranges of 1 MiB rewritten in place (disk image)", file, Overwritten(file, 20, MiB));
        yield return new("1 MiB appended", file, [.. file, .. Noise(MiB, Seed + 1)]);
        yield return new("100 bytes inserted after the first MiB", file, [.. file.AsSpan(0, MiB), .. Noise(100, Seed + 2), .. file.AsSpan(MiB)]);
        yield return new("zip of 200 files saved anew, the 20th changed", Zip(changed: -1), Zip(changed: 19));
        yield return new("gzip of 256 MiB made anew, 100 bytes inserted after the first MiB", GZip(insert: 0), GZip(insert: 100));
    }

    static byte[] Overwritten(byte[] file, int count, int bytes)
    {
        var changed = (byte[])file.Clone();
        var random = new Random(Seed + count);
        for (var i = 0; i < count; i++) random.NextBytes(changed.AsSpan(random.Next(changed.Length / bytes) * bytes, bytes));
        return changed;
    }

    static byte[] Zip(int changed)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 200; i++)
            {
                var entry = zip.CreateEntry("part" + i, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Text(MiB + (i == changed ? 5000 : 0), Seed + i + (i == changed ? 1000 : 0)));
            }
        }

        return memory.ToArray();
    }

    static byte[] GZip(int insert)
    {
        var memory = new MemoryStream();
        using (var stream = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            var text = Text(Length, Seed);
            stream.Write(text, 0, MiB);
            stream.Write(Text(insert, Seed + 1));
            stream.Write(text, MiB, text.Length - MiB);
        }

        return memory.ToArray();
    }

    static byte[] Noise(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes that can be compressed to about half: 16 kinds of them.</summary>
    static byte[] Text(int count, int seed)
    {
        var bytes = Noise(count, seed);
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)('a' + (bytes[i] & 15));
        return bytes;
    }
}
