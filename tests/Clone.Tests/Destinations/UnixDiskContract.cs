using Clone.Tests.Memory;

namespace Clone.Tests.Destinations;

/// <summary>A folder destination over a disk in memory that keeps everything: the disk of the simulation is like real ones.</summary>
public sealed class UnixDiskContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new MemoryDiskPlace(new MemoryDisk("unix", start: 0));
}
