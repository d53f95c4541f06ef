using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Memory;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class CapabilityProbeTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_trial_leaves_nothing_behind_not_even_of_one_that_was_cut_off()
    {
        folder.File("kept");
        folder.File(".clone-0123456789abcdef-00000001.part", "cut off");
        File.CreateSymbolicLink(folder[".clone-0123456789abcdef-00000002.part"], "nowhere");
        using var open = folder.Open();
        var found = CapabilityProbe.Try(open, new TemporaryNames(Guid.NewGuid()), open.Volume());
        Assert.Equal(["kept"], folder.Names());
        Assert.True(found.Keeps.HasFlag(FacetMask.Modified));
    }

    [Theory]
    [InlineData(IoProblem.DiskFull, EntryOperation.SetFacets)]
    [InlineData(IoProblem.OutOfResources, EntryOperation.SetFacets)]
    [InlineData(IoProblem.InUse, EntryOperation.CreateLink)]
    [InlineData(IoProblem.DeviceGone, EntryOperation.CreateLink)]
    public void A_failure_of_the_moment_is_no_answer(IoProblem problem, EntryOperation operation)
    {
        Platform.RequireLinux();
        var disk = new MemoryDisk("tried", start: 0);
        var watch = new MemoryWatch
        {
            OnBefore = call =>
            {
                if (call.Operation == operation) throw new EntryException(problem, "EX", operation);
            },
        };
        using var root = new MemoryPlatform(watch).With(disk).OpenRoot(MemoryPlatform.PlaceOf("tried"));
        var e = Assert.Throws<EntryException>(() => CapabilityProbe.Try(root, new TemporaryNames(Guid.NewGuid()), root.Volume()));
        Assert.Equal(problem, e.Problem);
    }

    [Fact]
    public void What_a_disk_does_not_do_is_an_answer()
    {
        Platform.RequireLinux();
        var disk = new MemoryDisk("tried", start: 0) { HasLinks = false, IsUnix = false, FoldsCase = true, TimeUnit = 2 * TimeSpan.TicksPerSecond };
        using var root = new MemoryPlatform(new MemoryWatch()).With(disk).OpenRoot(MemoryPlatform.PlaceOf("tried"));
        var found = CapabilityProbe.Try(root, new TemporaryNames(Guid.NewGuid()), root.Volume());
        Assert.Equal(
            (false, true, FacetMask.Modified, 2 * TimeSpan.TicksPerSecond, false),
            (found.KeepsLinks, found.FoldsCase, found.Keeps, found.TimeUnit, found.HasLastingFileIds));
        Assert.Empty(disk.Root.Children);
    }
}
