using System;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class FacetContract : IDisposable
{
    static readonly Gen<long> Moment = Gen.Long[new DateTime(1980, 1, 2).Ticks, new DateTime(2107, 1, 1).Ticks];
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Times_of_files_are_kept_to_the_unit_of_the_volume()
    {
        folder.File("file");
        var unit = folder.Handle.Volume().TimeUnit;
        Moment.Sample(moment =>
        {
            folder.Handle.SetFacets("file"u8, new EntryFacts { Modified = moment }, FacetMask.Modified);
            Assert.InRange(Math.Abs(folder.Handle.Look("file"u8)!.Value.Modified - moment), 0, unit - 1);
        }, iter: 50 * Soak.Times, threads: 1);
    }

    [Fact]
    public void Times_set_while_writing_outlive_the_closing()
    {
        var moment = new DateTime(2011, 12, 13, 14, 15, 16, DateTimeKind.Utc);
        using (var writer = folder.Handle.CreateFile("file"u8))
        {
            writer.Write("contents"u8, 0);
            writer.SetFacets(new EntryFacts { Modified = moment.Ticks }, FacetMask.Modified);
            Assert.Equal(moment.Ticks, writer.Look().Modified);
        }
        Assert.Equal(moment, File.GetLastWriteTimeUtc(folder["file"]));
    }

    [Fact]
    public void Folders_take_times_by_name_and_through_their_own_handle()
    {
        folder.Folder("inner");
        var first = new DateTime(2001, 1, 2, 3, 4, 6, DateTimeKind.Utc);
        folder.Handle.SetFacets("inner"u8, new EntryFacts { Kind = EntryKind.Folder, Modified = first.Ticks }, FacetMask.Modified);
        Assert.Equal(first, Directory.GetLastWriteTimeUtc(folder["inner"]));
        using var inner = folder.Handle.OpenFolder("inner"u8);
        var second = first.AddDays(1000);
        inner.SetOwnFacets(new EntryFacts { Kind = EntryKind.Folder, Modified = second.Ticks }, FacetMask.Modified);
        Assert.Equal(second, Directory.GetLastWriteTimeUtc(folder["inner"]));
        Assert.Equal(second.Ticks, inner.LookAtSelf().Modified);
    }

    [Fact]
    public void What_the_mask_leaves_out_stays()
    {
        folder.File("file");
        var before = folder.Handle.Look("file"u8)!.Value;
        folder.Handle.SetFacets("file"u8, new EntryFacts { Modified = 1 }, FacetMask.None);
        var after = folder.Handle.Look("file"u8)!.Value;
        Assert.Equal((before.Modified, before.Attributes), (after.Modified, after.Attributes));
    }

    [Fact]
    public void The_read_only_bit_is_set_and_taken_away()
    {
        folder.File("file");
        var plain = folder.Handle.Look("file"u8)!.Value;
        var locked = plain with { Attributes = ContractFolder.IsWindows ? plain.Attributes | 0x1 : plain.Attributes & ~0x92u };
        folder.Handle.SetFacets("file"u8, locked, FacetMask.Attributes);
        Assert.True(new FileInfo(folder["file"]).IsReadOnly);
        Assert.Equal(locked.Attributes, folder.Handle.Look("file"u8)!.Value.Attributes);
        folder.Handle.SetFacets("file"u8, plain, FacetMask.Attributes | FacetMask.Modified);
        Assert.Equal(plain.Attributes, folder.Handle.Look("file"u8)!.Value.Attributes);
    }

    [Fact]
    public void Facets_of_what_is_not_there_fail() => ContractFolder.Fails(
        IoProblem.NotFound, EntryOperation.SetFacets,
        () => folder.Handle.SetFacets("missing"u8, new EntryFacts { Modified = DateTime.UtcNow.Ticks }, FacetMask.Modified));
}
