using System;
using System.IO;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using CsCheck;
using Xunit;

namespace Clone.Tests.Contract;

public sealed class FileContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var contents = new byte[3_000_017];
        new Random(7).NextBytes(contents);
        ContractFolder.Write(folder.Handle, "file", contents);
        Assert.Equal(contents, ContractFolder.ReadAll(folder.Handle, "file"));
        Assert.Equal(contents, File.ReadAllBytes(folder["file"]));
    }

    [Fact]
    public void Writing_and_reading_anywhere_agrees_with_a_model() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Byte.Array[0, 5000]).Array[0, 12].Sample(writes =>
        {
            var model = new byte[writes.Where(w => w.Item2.Length > 0).Select(w => w.Item1 + w.Item2.Length).DefaultIfEmpty().Max()];
            using (var writer = folder.Handle.CreateFile("model"u8))
            {
                foreach (var (offset, bytes) in writes)
                {
                    writer.Write(bytes, offset);
                    bytes.CopyTo(model.AsSpan(Math.Min(offset, model.Length)));
                }
                Assert.Equal(model.Length, writer.Look().Size);
            }
            Assert.Equal(model, ContractFolder.ReadAll(folder.Handle, "model"));
            folder.Handle.Remove("model"u8, EntryKind.File);
        }, iter: 40 * Soak.Times, threads: 1);

    [Fact]
    public void A_file_can_be_empty()
    {
        ContractFolder.Write(folder.Handle, "empty", []);
        Assert.Empty(ContractFolder.ReadAll(folder.Handle, "empty"));
        using var reader = folder.Handle.OpenFile("empty"u8);
        Assert.False(reader.NextData(0, out _, out _));
    }

    [Fact]
    public void A_hole_reads_as_zeros_and_the_length_holds()
    {
        using (var writer = folder.Handle.CreateFile("holes"u8))
        {
            writer.MakeSparse();
            writer.Write("begin"u8, 0);
            writer.Write("middle"u8, 1 << 20);
            writer.SetLength(2 << 20);
        }
        var expected = new byte[2 << 20];
        "begin"u8.CopyTo(expected);
        "middle"u8.CopyTo(expected.AsSpan(1 << 20));
        Assert.Equal(expected, ContractFolder.ReadAll(folder.Handle, "holes"));
    }

    [Fact]
    public void The_ranges_of_data_hold_everything_that_is_not_zero()
    {
        var random = new Random(11);
        using (var writer = folder.Handle.CreateFile("holes"u8))
        {
            writer.MakeSparse();
            for (var i = 0; i < 20; i++) writer.Write([(byte)random.Next(1, 256)], random.Next(4 << 20));
            writer.SetLength(5 << 20);
        }
        var copy = new byte[5 << 20];
        using (var reader = folder.Handle.OpenFile("holes"u8))
        {
            var offset = 0L;
            while (reader.NextData(offset, out var start, out var end))
            {
                Assert.True(start >= offset && end > start && end <= copy.Length);
                for (var at = start; at < end;) at += reader.Read(copy.AsSpan((int)at, (int)(end - at)), at);
                offset = end;
            }
        }
        Assert.Equal(File.ReadAllBytes(folder["holes"]), copy);
    }

    [Fact]
    public void Reading_past_the_end_gives_nothing()
    {
        folder.File("file", "contents");
        using var reader = folder.Handle.OpenFile("file"u8);
        Assert.Equal(0, reader.Read(new byte[10], 8));
        Assert.Equal(0, reader.Read(new byte[10], 1000));
        Assert.Equal(3, reader.Read(new byte[10], 5));
    }

    [Fact]
    public void A_taken_name_is_refused()
    {
        folder.File("file", "mine");
        folder.Folder("inner");
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.Write, () => folder.Handle.CreateFile("file"u8));
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.Write, () => folder.Handle.CreateFile("inner"u8));
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.CreateFolder, () => folder.Handle.CreateFolder("file"u8));
        ContractFolder.Fails(IoProblem.AlreadyExists, EntryOperation.CreateFolder, () => folder.Handle.CreateFolder("inner"u8));
        Assert.Equal("mine", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void Only_files_are_opened_for_reading()
    {
        folder.Folder("inner");
        ContractFolder.Fails(IoProblem.NotFound, EntryOperation.Read, () => folder.Handle.OpenFile("missing"u8));
        ContractFolder.Fails(IoProblem.IsAFolder, EntryOperation.Read, () => folder.Handle.OpenFile("inner"u8));
    }

    [Fact]
    public void A_file_that_others_write_is_read_and_seen_to_change()
    {
        folder.File("file", "before");
        using var other = new FileStream(folder["file"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        using var reader = folder.Handle.OpenFile("file"u8);
        var before = reader.Look();
        other.Seek(0, SeekOrigin.End);
        other.Write(" and after"u8);
        other.Flush();
        Assert.NotEqual(before.Size, reader.Look().Size);
        var buffer = new byte[100];
        Assert.Equal("before and after", System.Text.Encoding.UTF8.GetString(buffer, 0, reader.Read(buffer, 0)));
    }

    [Fact]
    public void A_file_survives_its_removal_while_it_is_read()
    {
        folder.File("file", "contents");
        using var reader = folder.Handle.OpenFile("file"u8);
        folder.Handle.Remove("file"u8, EntryKind.File);
        var buffer = new byte[100];
        Assert.Equal(8, reader.Read(buffer, 0));
    }

    [Fact]
    public void What_is_flushed_can_be_read_while_it_is_written()
    {
        using var writer = folder.Handle.CreateFile("file"u8);
        writer.Write("flushed"u8, 0);
        writer.Flush();
        using var reader = new FileStream(folder["file"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(reader);
        Assert.Equal("flushed", text.ReadToEnd());
    }
}
