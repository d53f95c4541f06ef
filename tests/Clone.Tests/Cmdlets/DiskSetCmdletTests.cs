using System;
using System.IO;
using Clone.Tests.Disks;
using Xunit;

namespace Clone.Tests.Cmdlets;

[Collection(StateCollection.Name)]
public sealed class DiskSetCmdletTests : IDisposable
{
    readonly ModuleRunspace module = new();
    readonly string label = "CMD" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_job_names_volumes_and_its_commands_take_the_disk_that_is_there()
    {
        using var disk = new DiskImage("ext4", label);
        using var other = new DiskImage("ext4", label);
        disk.ConnectAt(module["mnt"]);
        File.WriteAllText(Path.Combine(module.Folder("data"), "file"), "x");
        var job = module.Run("New-CloneJob Data $args[0] -HddVolume $args[1] -HddBaseFolder copies -DiskAbsentDays 9", module["data"], label).Single();
        Assert.Equal(("copies", 9, false), (job.Get("HddBaseFolder"), job.Get("DiskAbsentDays"), job.Get("EjectAfter")));
        Assert.Equal(module["mnt/copies/data"], job.Get("Destination"));
        Assert.Equal(["Create"], module.Run("Compare-CloneJob Data").HasNoErrors().All("Action"));
        Assert.DoesNotContain("Failed", module.Run("Test-CloneJob Data").HasNoErrors().All("Result"));
        Assert.Equal(["lost+found"], Array.ConvertAll(Directory.GetFileSystemEntries(module["mnt"]), Path.GetFileName));
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
        Assert.Equal(["file"], module.Run("Get-CloneItem Data").HasNoErrors().All("Path"));
        module.Run("Restore-CloneFromHdd Data $args[0]", module["restored"]).HasNoErrors();
        Assert.Equal("x", File.ReadAllText(module["restored/file"]));
        var seen = module.Run("(Get-CloneJob Data).Disks").Single();
        Assert.Equal((disk.Fact("UUID"), label, true), (seen.Get("Id"), seen.Get("Label"), seen.Get("Connected")));
        Assert.NotNull(seen.Get("LastRun"));

        disk.Pull();
        foreach (var command in new[] { "Compare-CloneJob Data", "Get-CloneItem Data", "Restore-CloneFromHdd Data $args[0]" })
            module.Run(command, module["restored"]).HasError("CloneDiskNotConnected");
        Assert.Equal("", module.Run("Get-CloneJob Data").Single().Get("Destination"));
        Assert.Equal(false, module.Run("(Get-CloneJob Data).Disks").Single().Get("Connected"));
        module.Run("Set-CloneJob Data -DiskAbsentDays 0").HasNoErrors();

        other.ConnectAt(module["mnt"]);
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
        Assert.Equal(2, module.Run("(Get-CloneJob Data).Disks").HasNoErrors().Output.Count);
    }

    [Fact]
    public void A_job_for_volumes_is_copied_through_the_pipeline()
    {
        using var disk = new DiskImage("ext4", label);
        disk.ConnectAt(module["mnt"]);
        module.Run("New-CloneJob Data $args[0] -HddVolume $args[1]", module.Folder("data"), label).HasNoErrors();
        var second = module.Run("Get-CloneJob Data | New-CloneJob -Name Second -DestinationName second").Single();
        Assert.Equal(module["mnt/second"], second.Get("Destination"));
        module.Run("New-CloneJob Third $args[0]", module["data"]).HasError("ClonePathInvalid");
        module.Run("Set-CloneJob Second -HddVolume @() -HddBaseFolder $args[0]", module.Folder("base")).HasNoErrors();
        Assert.Equal(module["base/second"], module.Run("Get-CloneJob Second").Single().Get("Destination"));
    }
}
