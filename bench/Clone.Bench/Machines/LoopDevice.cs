using System;
using System.Globalization;
using System.IO;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>The loop device that a volume lies on.</summary>
/// <param name="statistics">Its figures: https://docs.kernel.org/block/stat.html.</param>
sealed class LoopDevice(string statistics)
{
    const int SectorsWritten = 6;
    const int SectorBytes = 512;

    /// <summary>The device under a mounted folder.</summary>
    public static LoopDevice Under(string folder)
    {
        var device = Timed.Output("findmnt", "--noheadings", "--output", "SOURCE", folder)?.Trim()
            ?? throw new InvalidOperationException("There is no findmnt.");
        return new LoopDevice(Path.Combine("/sys/block", Path.GetFileName(device), "stat"));
    }

    /// <summary>Bytes that were written to it since it was set up.</summary>
    public long BytesWritten() =>
        long.Parse(File.ReadAllText(statistics).Split(' ', StringSplitOptions.RemoveEmptyEntries)[SectorsWritten], CultureInfo.InvariantCulture) * SectorBytes;
}
