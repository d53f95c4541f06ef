using System;
using System.IO;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Named streams and holes, which NTFS and ReFS have.</summary>
public sealed class StreamTests : IDisposable
{
    static readonly NamedStream Zone = new(":Zone.Identifier:$DATA", 11);
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_without_named_streams_has_none()
    {
        folder.File("file", "contents");
        using var reader = folder.Handle.OpenFile("file"u8);
        Assert.Empty(reader.Streams());
    }

    [Fact]
    public void Named_streams_are_written_listed_and_read_and_leave_the_times()
    {
        var moment = new DateTime(2012, 3, 4, 5, 6, 8, DateTimeKind.Utc);
        using (var writer = folder.Handle.CreateFile("file"u8))
        {
            writer.Write("contents"u8, 0);
            WriteStream(writer, Zone, "[ZoneTransfer]"u8[..11]);
            writer.WriteStream(new NamedStream(":empty:$DATA", 0), [], 0);
            writer.SetFacets(new EntryFacts { Modified = moment.Ticks }, FacetMask.Modified);
            writer.Flush();
        }
        Assert.Equal(moment, File.GetLastWriteTimeUtc(folder["file"]));
        using var reader = folder.Handle.OpenFile("file"u8);
        if (ContractFolder.IsWine && reader.Streams().Count == 0) Assert.Skip("Wine 10 has no named streams");
        Assert.Equal([Zone, new NamedStream(":empty:$DATA", 0)], reader.Streams().OrderByDescending(s => s.Size));
        var buffer = new byte[100];
        Assert.Equal("[ZoneTransf"u8.ToArray(), buffer.AsSpan(0, reader.ReadStream(Zone, buffer, 0)).ToArray());
        Assert.Equal(0, reader.ReadStream(Zone, buffer, 11));
    }

    [Fact]
    public void Named_streams_of_a_folder_are_written_listed_read_and_cut()
    {
        folder.Handle.CreateFolder("sub"u8);
        using var sub = folder.Handle.OpenFolder("sub"u8);
        using (var streams = sub.OwnStreams())
        {
            if (streams is null)
            {
                if (ContractFolder.IsWine) Assert.Skip("Wine 10 has no named streams");
                Assert.Fail("The volume of the temporary folder has no named streams.");
            }
            Assert.Empty(streams.List());
            streams.Write(Zone, "[ZoneTransfer]"u8, 0);
            streams.SetLength(Zone, 11);
            streams.Flush();
        }
        using var again = sub.OwnStreams()!;
        Assert.Equal([Zone], again.List());
        var buffer = new byte[100];
        Assert.Equal("[ZoneTransf"u8.ToArray(), buffer.AsSpan(0, again.Read(Zone, buffer, 0)).ToArray());
    }

    [Theory]
    [InlineData(":..\\x:$DATA")]
    [InlineData("::$DATA")]
    [InlineData(":x:$INDEX_ALLOCATION")]
    public void What_is_no_named_stream_is_refused(string name)
    {
        using var writer = folder.Handle.CreateFile("file"u8);
        ContractFolder.Fails(
            IoProblem.NameNotAllowed, EntryOperation.Write, () => writer.WriteStream(new NamedStream(name, 1), [1], 0));
    }

    [Fact]
    public void A_sparse_file_has_holes()
    {
        using (var writer = folder.Handle.CreateFile("sparse"u8))
        {
            writer.MakeSparse();
            writer.Write("data"u8, 8 << 20);
            writer.SetLength(16 << 20);
        }
        using var reader = folder.Handle.OpenFile("sparse"u8);
        if (ContractFolder.IsWine && !reader.IsSparse) Assert.Skip("Wine 10 tells of no sparse files");
        Assert.True(reader.IsSparse);
        Assert.True(reader.NextData(0, out var start, out var end));
        Assert.InRange(start, 1 << 20, 8 << 20);
        Assert.InRange(end, (8 << 20) + 4, 15 << 20);
        Assert.False(reader.NextData(end, out _, out _));
    }

    static void WriteStream(FileWriter writer, NamedStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            writer.WriteStream(stream, bytes, 0);
        }
        catch (EntryException e) when (ContractFolder.IsWine)
        {
            Assert.Skip("Wine 10 has no named streams: " + e.Code);
        }
    }
}
