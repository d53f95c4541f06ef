using System;
using Clone.Tests.Memory;

namespace Clone.Tests.Destinations;

/// <summary>A folder destination over a disk in memory that folds case and keeps coarse times, no modes, links or ids, as FAT.</summary>
public sealed class PoorDiskContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new MemoryDiskPlace(new MemoryDisk("poor", start: 0)
    {
        FoldsCase = true,
        IsUnix = false,
        HasLinks = false,
        FlushesWhole = false,
        TimeUnit = 2 * TimeSpan.TicksPerSecond,
    });
}
