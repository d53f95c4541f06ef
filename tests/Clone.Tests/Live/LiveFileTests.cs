using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Live;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Live;

public sealed class LiveFileTests : IDisposable
{
    readonly TempFolder folder = new();

    string File => folder["x.live"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_newest_contents_are_read_while_the_file_is_open()
    {
        Assert.Null(LiveFile.Read(File));
        using var file = new LiveFile(File);
        Assert.Null(LiveFile.Read(File));
        foreach (var length in new[] { 5, 0, LiveFile.MostContents, 1 })
        {
            var contents = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            file.Write(contents);
            Assert.Equal(contents, LiveFile.Read(File));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Write(new byte[LiveFile.MostContents + 1]));
    }

    [Theory]
    [InlineData(0)] // another version
    [InlineData(5)] // another length
    [InlineData(9)] // another hash
    [InlineData(17)] // other contents
    public void What_was_torn_or_is_of_another_version_is_not_taken_for_contents(int offset)
    {
        using (var file = new LiveFile(File)) file.Write([1, 2, 3, 4]);
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[offset] ^= 0x40;
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Null(LiveFile.Read(File));
    }

    [Fact]
    public async Task Readers_never_see_a_mixture()
    {
        using var file = new LiveFile(File);
        file.Write(Filled(1));
        using var end = new CancellationTokenSource();
        var writer = Task.Run(
            () =>
            {
                for (var i = 1; !end.IsCancellationRequested; i++) file.Write(Filled((byte)i));
            },
            TestContext.Current.CancellationToken);
        var whole = 0;
        for (var i = 0; i < 2000; i++)
        {
            if (LiveFile.Read(File) is not { } read) continue;
            Assert.Single(read.Distinct());
            Assert.Equal(LiveFile.MostContents, read.Length);
            whole++;
        }
        await end.CancelAsync();
        await writer;
        Assert.True(whole > 0);
    }

    [Fact]
    public void A_disk_that_has_become_full_does_not_stop_it()
    {
        var mounted = OperatingSystem.IsLinux() && Tool.Try("mount", "-t", "tmpfs", "-o", "size=1m", "clone-test", folder.Path).Code == 0;
        if (!mounted) Assert.Skip("A tmpfs cannot be mounted here.");
        try
        {
            using var file = new LiveFile(File);
            using (var ballast = System.IO.File.Create(folder["ballast"]))
                Assert.Throws<IOException>(() => ballast.Write(new byte[2 << 20]));
            file.Write(Filled(7));
            Assert.Equal(Filled(7), LiveFile.Read(File));
        }
        finally
        {
            MountPoint.Leave(folder.Path);
        }
    }

    static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, LiveFile.MostContents)];
}
