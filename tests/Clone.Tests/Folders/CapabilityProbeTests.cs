using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
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
}
