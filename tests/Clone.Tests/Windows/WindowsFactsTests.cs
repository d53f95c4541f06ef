using System;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Windows;
using CsCheck;
using Xunit;

namespace Clone.Tests.Windows;

public sealed class WindowsFactsTests
{
    [Theory]
    [InlineData(0x20, 0u, EntryKind.File)]
    [InlineData(0x10, 0u, EntryKind.Folder)]
    [InlineData(0x420, 0xA000000C, EntryKind.Link)]
    [InlineData(0x410, 0xA000000C, EntryKind.Link)]
    [InlineData(0x410, 0xA0000003, EntryKind.Link)]
    [InlineData(0x620, 0x80000013, EntryKind.File)]
    [InlineData(0x410, 0x9000001A, EntryKind.Folder)]
    [InlineData(0x420, 0x80000023, EntryKind.Other)]
    [InlineData(0x20, 0xA000000C, EntryKind.File)]
    public void Attributes_and_tag_tell_the_kind(uint attributes, uint tag, EntryKind kind) =>
        Assert.Equal(kind, WindowsFacts.KindOf(attributes, tag));

    [Theory]
    [InlineData(EntryKind.File, 0x20, Exclusion.None)]
    [InlineData(EntryKind.File, 0x26, Exclusion.SystemFile)]
    [InlineData(EntryKind.Folder, 0x16, Exclusion.None)]
    [InlineData(EntryKind.Folder, 0x4010, Exclusion.None)]
    [InlineData(EntryKind.File, 0x4020, Exclusion.Encrypted)]
    [InlineData(EntryKind.File, 0x1020, Exclusion.Offline)]
    [InlineData(EntryKind.File, 0x4024, Exclusion.Encrypted)]
    [InlineData(EntryKind.File, 0x1024, Exclusion.Offline)]
    [InlineData(EntryKind.File, 0x400020, Exclusion.Offline)]
    [InlineData(EntryKind.Link, 0x416, Exclusion.None)]
    [InlineData(EntryKind.Link, 0x406, Exclusion.SystemFile)]
    [InlineData(EntryKind.Other, 0x420, Exclusion.NotAFile)]
    public void Some_files_take_no_part_by_their_attributes(EntryKind kind, uint attributes, Exclusion exclusion) =>
        Assert.Equal(exclusion, WindowsFacts.ExclusionOf(kind, attributes));

    /// <summary>https://learn.microsoft.com/windows/win32/sysinfo/file-times: 100 ns since 1601-01-01 UTC, as DateTime.FromFileTimeUtc.</summary>
    [Fact]
    public void Times_agree_with_those_of_the_framework() =>
        Gen.Long[2, new DateTime(9999, 1, 1).ToFileTimeUtc()].Sample(time =>
        {
            Assert.Equal(DateTime.FromFileTimeUtc(time).Ticks, WindowsFacts.TicksOf(time));
            Assert.Equal(DateTime.FromFileTimeUtc(time).Ticks, WindowsFacts.ModifiedOf(time));
            Assert.Equal(time, WindowsFacts.FileTimeOf(WindowsFacts.TicksOf(time)));
        });

    [Fact]
    public void Times_at_the_edges_stay_in_range()
    {
        Assert.Equal(0, WindowsFacts.TicksOf(0));
        Assert.Equal(0, WindowsFacts.TicksOf(-1));
        Assert.Equal(DateTime.MaxValue.Ticks, WindowsFacts.TicksOf(long.MaxValue));
        Assert.Equal(WindowsFacts.ModifiedOf(1), WindowsFacts.ModifiedOf(0));
        Assert.Equal(1, WindowsFacts.FileTimeOf(WindowsFacts.ModifiedOf(0)));
        Assert.Equal(1, WindowsFacts.FileTimeOf(0));
    }

    [Fact]
    public void Facets_that_the_mask_leaves_out_are_zero_which_leaves_them()
    {
        var facts = new EntryFacts { Modified = WindowsFacts.Epoch + 5, Created = WindowsFacts.Epoch + 7, Attributes = 0x823 };
        Assert.Equal(default, WindowsEntries.Settable(facts, FacetMask.None));
        Assert.Equal(new FileBasicInformation { LastWriteTime = 5 }, WindowsEntries.Settable(facts, FacetMask.Modified));
        Assert.Equal(new FileBasicInformation { CreationTime = 7 }, WindowsEntries.Settable(facts, FacetMask.Created));
        Assert.Equal(default, WindowsEntries.Settable(facts with { Created = 0 }, FacetMask.Created));
        Assert.Equal(new FileBasicInformation { FileAttributes = 0x23 }, WindowsEntries.Settable(facts, FacetMask.Attributes));
        Assert.Equal(new FileBasicInformation { FileAttributes = 0x80 }, WindowsEntries.Settable(facts with { Attributes = 0x10 }, FacetMask.Attributes));
    }

    [Fact]
    public void A_request_to_rename_holds_flags_folder_and_counted_name()
    {
        if (IntPtr.Size != 8) Assert.Skip("the figures are those of 64-bit processes");
        var request = NtRename.Request(new IntPtr(0x1122334455667788), "name", 3);
        Assert.Equal(28, request.Length);
        Assert.Equal("0300000000000000" + "8877665544332211" + "08000000", Convert.ToHexString(request, 0, 20));
        Assert.Equal("name", Encoding.Unicode.GetString(request, 20, 8));
        Assert.Equal(24, NtRename.Request(IntPtr.Zero, "n", 0).Length);
    }

    [Fact]
    public void The_id_of_a_volume_changes_with_formatting()
    {
        var before = WindowsVolume.IdOf("{a}", 0x1234);
        Assert.Equal("guid:{a}-00001234|serial:00001234", before);
        Assert.True(VolumeFacts.IsSame(before, WindowsVolume.IdOf("{a}", 0x1234)));
        Assert.False(VolumeFacts.IsSame(before, WindowsVolume.IdOf("{a}", 0x9999)));
        Assert.True(VolumeFacts.IsSame(before, WindowsVolume.IdOf(null, 0x1234)));
    }
}
