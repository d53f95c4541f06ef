using System;
using System.IO;
using System.Linq;
using Clone.Engine.Disks;
using Xunit;

namespace Clone.Windows.Tests;

public sealed class DiskTests
{
    [Fact]
    public void The_volumes_are_those_that_have_drives()
    {
        var found = new WindowsDisks().Mounted();
        var system = found.SingleOrDefault(volume => string.Equals(volume.Root, Path.GetPathRoot(Environment.SystemDirectory), StringComparison.OrdinalIgnoreCase));
        Assert.NotNull(system);
        Assert.StartsWith("{", system.Name, StringComparison.Ordinal);
        Assert.StartsWith("guid:" + system.Name + "-", system.Id, StringComparison.Ordinal);
        Assert.Equal(new DriveInfo(system.Root).VolumeLabel, system.Label);
    }

    [Fact]
    public void The_id_is_that_of_the_open_folder()
    {
        var disks = new WindowsDisks();
        var system = disks.Mounted().Single(volume => disks.SystemFolder.StartsWith(volume.Root, StringComparison.OrdinalIgnoreCase));
        using var root = Clone.Engine.Folders.FolderPlatform.OfThisMachine().OpenRoot(system.Root);
        Assert.StartsWith(system.Id + "|", root.Volume().Id, StringComparison.Ordinal);
    }
}
