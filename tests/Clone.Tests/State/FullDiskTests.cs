using System;
using System.IO;
using System.Linq;
using Clone.Adapters;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.State;

public sealed class FullDiskTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly IStateStore store = new AdapterSet().State;
    readonly bool mounted;

    public FullDiskTests()
    {
        mounted = OperatingSystem.IsLinux() && Tool.Try("mount", "-t", "tmpfs", "-o", "size=2m", "clone-test", folder.Path).Code == 0;
    }

    public void Dispose()
    {
        if (mounted) MountPoint.Leave(folder.Path);
        folder.Dispose();
    }

    [Fact]
    public void A_full_disk_is_told_and_costs_nothing_that_was_committed()
    {
        if (!mounted) Assert.Skip("A tmpfs cannot be mounted here.");
        var path = folder["x.db"];
        var committed = 0;
        File.WriteAllBytes(folder["ballast"], new byte[500_000]);
        using (var file = store.Open(path, "test", 1))
        {
            var table = file.Table("rows");
            var error = Assert.Throws<CloneException>(() =>
            {
                for (; committed < 10_000; committed++) table.Put([.. Enumerable.Range(0, 50).Select(i => Row((committed * 50) + i))]);
            });
            Assert.Equal(ErrorId.CloneStateUnavailable, error.Id);
            Assert.Equal(path, error.Arguments[0]);
            Assert.InRange(committed, 10, 9999);
            Assert.Equal(committed * 50, table.All().Count);

            File.Delete(folder["ballast"]);
            table.Put([.. Enumerable.Range(0, 50).Select(i => Row((committed * 50) + i))]);
            committed++;
        }

        using (var file = store.Open(path, "test", 1))
        {
            Assert.Equal(Enumerable.Range(0, committed * 50).Select(i => Convert.ToHexString(Row(i).Key)), file.Table("rows").All().Select(r => r.Key));
        }
    }

    [Fact]
    public void A_temporary_file_on_a_full_disk_is_told_and_removed()
    {
        if (!mounted) Assert.Skip("A tmpfs cannot be mounted here.");
        var path = folder["t.db"];
        using (var file = store.CreateTemporary(path))
        {
            var table = file.Table("rows");
            var error = Assert.Throws<CloneException>(() =>
            {
                for (var i = 0; i < 10_000; i++) table.Put([.. Enumerable.Range(i * 50, 50).Select(Row)]);
            });
            Assert.Equal(ErrorId.CloneStateUnavailable, error.Id);
        }

        Assert.False(File.Exists(path));
    }

    static (byte[] Key, byte[] Value) Row(int number)
    {
        var key = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(key, number);
        return (key, new byte[200]);
    }
}
