using System;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class WholeFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4999)]
    [InlineData(5000)]
    public void A_file_within_the_limit_is_read_as_it_is(int size)
    {
        var contents = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
        System.IO.File.WriteAllBytes(folder["x"], contents);
        using var handle = folder.Open();
        Assert.Equal(contents, WholeFile.Read(handle, "x"u8, 5000));
    }

    [Fact]
    public void A_longer_file_is_refused()
    {
        System.IO.File.WriteAllBytes(folder["x"], new byte[5001]);
        using var handle = folder.Open();
        Assert.Throws<FormatException>(() => WholeFile.Read(handle, "x"u8, 5000));
    }

    [Fact]
    public void Memory_goes_by_the_file_and_not_by_the_limit()
    {
        folder.File("x", "short");
        using var handle = folder.Open();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("short"u8.ToArray(), WholeFile.Read(handle, "x"u8, 256 << 20));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_file_that_is_longer_than_was_seen_is_read_to_its_end()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only the files of /proc have other contents than their size tells.");
        using var handle = FolderPlatform.OfThisMachine().OpenRoot("/proc");
        Assert.Equal(0, handle.Look(Wtf8.Encode("cpuinfo"))!.Value.Size);
        Assert.True(WholeFile.Read(handle, Wtf8.Encode("cpuinfo"), 1 << 20)!.Length > 100);
        Assert.Throws<FormatException>(() => WholeFile.Read(handle, Wtf8.Encode("cpuinfo"), 100));
    }
}
