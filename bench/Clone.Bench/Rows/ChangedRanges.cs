using System;
using System.IO;

namespace Clone.Bench.Rows;

/// <summary>Ranges of a file that change, at places that come from a seed.</summary>
/// <param name="count">How many change each time.</param>
/// <param name="bytes">The size of each, and what its place is a multiple of.</param>
sealed class ChangedRanges(int count, int bytes)
{
    /// <summary>The seed of the places and contents.</summary>
    public const int Seed = 20261125;

    int round;

    /// <summary>Whether something is asked for.</summary>
    public bool HasBar => bytes >= 1 << 20;

    /// <summary>What they are, in a few words.</summary>
    public string Title => HasBar ? $"{count} aligned ranges of {bytes >> 20} MiB" : $"{count} scattered pages of {bytes >> 10} KiB";

    /// <summary>Changes a file once more.</summary>
    public void Apply(string path)
    {
        var random = new Random(Seed + round++);
        var contents = new byte[bytes];
        using var file = File.OpenWrite(path);
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(contents);
            file.Position = random.NextInt64(Math.Max(1, file.Length / bytes)) * bytes;
            file.Write(contents);
        }

        file.Flush(flushToDisk: true);
    }
}
