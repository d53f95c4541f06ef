using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>As <see cref="UnixDiskContract"/>, where of each file changed blocks alone are written, into a clone of the old one.</summary>
public sealed class BlockDiskContract : DestinationContract
{
    readonly MemoryDisk disk = new("unix", start: 0);

    [Fact]
    public async System.Threading.Tasks.Task A_file_that_changed_in_part_is_changed_in_a_clone()
    {
        await SendAsync("file", new string('a', 100));
        await SendAsync("file", new string('a', 50) + new string('b', 50));
        Assert.Equal((1, "file: " + new string('a', 50) + new string('b', 50)), (disk.Cloned, Place.Read()["file"]));
    }

    private protected override DestinationPlace MakePlace() => new MemoryDiskPlace(disk) { Blocks = new() };
}
