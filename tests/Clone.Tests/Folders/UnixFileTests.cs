using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixFileTests : IDisposable
{
    readonly TempFolder temp = new();
    readonly FolderHandle folder;

    public UnixFileTests()
    {
        Platform.RequireLinux();
        folder = temp.Open();
    }

    public void Dispose()
    {
        folder.Dispose();
        temp.Dispose();
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        using (var writer = folder.CreateFile("a"u8))
        {
            writer.Write(bytes.AsSpan(0, 1_000_000), 0);
            writer.Write(bytes.AsSpan(1_000_000), 1_000_000);
            writer.Flush();
            Assert.Equal(3_000_000, writer.Look().Size);
        }
        Assert.Equal(bytes, File.ReadAllBytes(temp["a"]));
        using var reader = folder.OpenFile("a"u8);
        Assert.Equal(folder.Look("a"u8), reader.Look());
        var back = new byte[bytes.Length];
        for (var done = 0; done < back.Length;) done += reader.Read(back.AsSpan(done, Math.Min(65536, back.Length - done)), done);
        Assert.Equal(bytes, back);
        Assert.Equal(0, reader.Read(back, bytes.Length));
        Assert.Equal(1, reader.Read(back, bytes.Length - 1));
        Assert.Empty(reader.Streams());
        Assert.False(reader.IsSparse);
    }

    [Fact]
    public void New_files_and_folders_are_their_owners_alone()
    {
        folder.CreateFile("file"u8).Dispose();
        folder.CreateFolder("folder"u8);
        Assert.Equal(Convert.ToUInt32("600", 8), folder.Look("file"u8)!.Value.Attributes);
        Assert.Equal(Convert.ToUInt32("700", 8), folder.Look("folder"u8)!.Value.Attributes);
    }

    [Fact]
    public void A_taken_name_is_not_written_to()
    {
        temp.File("file", "kept");
        temp.Folder("folder");
        File.CreateSymbolicLink(temp["link"], "outside");
        foreach (var name in new[] { "file", "folder", "link" })
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            Failure.Expect(IoProblem.AlreadyExists, "EEXIST", EntryOperation.Write, () => folder.CreateFile(bytes));
            Failure.Expect(IoProblem.AlreadyExists, "EEXIST", EntryOperation.CreateFolder, () => folder.CreateFolder(bytes));
            Failure.Expect(IoProblem.AlreadyExists, "EEXIST", EntryOperation.CreateLink, () => folder.CreateLink(bytes, [65]));
        }
        Assert.Equal("kept", File.ReadAllText(temp["file"]));
        Assert.False(File.Exists(temp["outside"]));
    }

    [Fact]
    public void Only_regular_files_are_opened()
    {
        temp.File("file");
        temp.Folder("folder");
        File.CreateSymbolicLink(temp["link"], "file");
        Tool.Run("mkfifo", temp["pipe"]);
        const EntryOperation read = EntryOperation.Read;
        Failure.Expect(IoProblem.IsAFolder, "EISDIR", read, () => folder.OpenFile("folder"u8));
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", read, () => folder.OpenFile("link"u8));
        Failure.Expect(IoProblem.NotSupported, "EOPNOTSUPP", read, () => folder.OpenFile("pipe"u8));
        Failure.Expect(IoProblem.NotFound, "ENOENT", read, () => folder.OpenFile("none"u8));
        const EntryOperation list = EntryOperation.List;
        Failure.Expect(IoProblem.NotAFolder, "ENOTDIR", list, () => folder.OpenFolder("file"u8));
        Failure.Expect(IoProblem.LinkInTheWay, "ELOOP", list, () => folder.OpenFolder("link"u8));
        Failure.Expect(IoProblem.NotAFolder, "ENOTDIR", list, () => folder.OpenFolder("pipe"u8));
        Failure.Expect(IoProblem.NotFound, "ENOENT", list, () => folder.OpenFolder("none"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/etc")]
    [InlineData("a\0b")]
    public void A_name_that_is_no_single_part_reaches_no_system_call(string name)
    {
        temp.Folder("a");
        var bytes = Encoding.UTF8.GetBytes(name);
        var facts = new EntryFacts { Kind = EntryKind.File };
        Action[] uses =
        [
            () => folder.OpenFolder(bytes), () => folder.Look(bytes), () => folder.StoredName(bytes),
            () => folder.OpenFile(bytes), () => folder.CreateFile(bytes), () => folder.CreateFolder(bytes),
            () => folder.ReadLink(bytes), () => folder.CreateLink(bytes, [65]),
            () => folder.Rename(bytes, folder, "x"u8, replace: true), () => folder.Rename("a"u8, folder, bytes, replace: false),
            () => folder.Remove(bytes, EntryKind.Folder), () => folder.SetFacets(bytes, facts, FacetMask.All),
        ];
        Assert.All(uses, use => Assert.Equal(IoProblem.NameNotAllowed, Assert.Throws<EntryException>(use).Problem));
        Assert.Equal(["a"], temp.Names());
    }

    [Fact]
    public void Names_too_long_are_said_to_be()
    {
        foreach (var length in new[] { 256, 4095, 4096, 100_000 })
        {
            var name = Enumerable.Repeat((byte)'n', length).ToArray();
            Failure.Expect(IoProblem.NameTooLong, "ENAMETOOLONG", EntryOperation.Write, () => folder.CreateFile(name));
            Failure.Expect(IoProblem.NameTooLong, "ENAMETOOLONG", EntryOperation.Look, () => folder.Look(name));
        }
    }

    [Fact]
    public void Holes_are_found_and_kept()
    {
        const int mega = 1 << 20;
        var data = Enumerable.Repeat((byte)7, mega).ToArray();
        using (var writer = folder.CreateFile("sparse"u8))
        {
            writer.MakeSparse();
            writer.Write(data, 4 * mega);
            writer.Write(data, 9 * mega);
            writer.SetLength(20 * mega);
        }
        using var reader = folder.OpenFile("sparse"u8);
        if (!reader.IsSparse) Assert.Skip("the file system of the temporary folder keeps no holes");
        Assert.Equal(20 * mega, reader.Look().Size);
        var ranges = new List<(long, long)>();
        for (long at = 0; reader.NextData(at, out var start, out var end); at = end) ranges.Add((start, end));
        Assert.Equal([(4 * mega, 5 * mega), (9 * mega, 10 * mega)], ranges);
        Assert.False(reader.NextData(20 * mega, out _, out _));
        Assert.False(reader.NextData(30 * mega, out _, out _));
        var buffer = new byte[4 * mega];
        Assert.Equal(buffer.Length, reader.Read(buffer, 0));
        Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void A_full_file_has_no_holes_to_keep()
    {
        temp.File("full", new string('x', 100_000));
        temp.File("empty");
        using var full = folder.OpenFile("full"u8);
        Assert.True(full.NextData(5, out var start, out var end));
        Assert.Equal((5, 100_000), (start, end));
        using var empty = folder.OpenFile("empty"u8);
        Assert.False(empty.IsSparse);
        Assert.False(empty.NextData(0, out _, out _));
    }

    [Fact]
    public void Links_keep_their_target_byte_by_byte()
    {
        Gen.Byte[1, 255].Array[1, 300].Sample(target =>
        {
            folder.CreateLink("link"u8, target);
            Assert.Equal(target, folder.ReadLink("link"u8));
            Assert.Equal((EntryKind.Link, (long)target.Length), (folder.Look("link"u8)!.Value.Kind, folder.Look("link"u8)!.Value.Size));
            folder.Remove("link"u8, EntryKind.Link);
        }, iter: 200 * Soak.Times, threads: 1);
        var longest = Enumerable.Repeat((byte)'t', 4095).ToArray();
        folder.CreateLink("longest"u8, longest);
        Assert.Equal(longest, folder.ReadLink("longest"u8));
        temp.File("file");
        Assert.Throws<EntryException>(() => folder.ReadLink("file"u8));
        Assert.Throws<EntryException>(() => folder.CreateLink("nul"u8, [65, 0, 66]));
    }

    [Fact]
    public void Open_descriptors_are_closed()
    {
        var before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        temp.Folder("folder");
        temp.File("file");
        for (var i = 0; i < 2000; i++)
        {
            folder.OpenFolder("folder"u8).Dispose();
            folder.OpenFile("file"u8).Dispose();
            Assert.Throws<EntryException>(() => folder.OpenFile("folder"u8));
            folder.StoredName("file"u8);
        }
        Assert.True(Directory.GetFileSystemEntries("/proc/self/fd").Length < before + 500);
    }

    [Fact]
    public void Paths_far_longer_than_the_kernel_takes_are_reached_step_by_step()
    {
        var part = Enumerable.Repeat((byte)'d', 200).ToArray();
        var handles = new Stack<FolderHandle>();
        handles.Push(temp.Open());
        for (var depth = 0; depth < 60; depth++)
        {
            handles.Peek().CreateFolder(part);
            handles.Push(handles.Peek().OpenFolder(part));
        }
        using (var writer = handles.Peek().CreateFile("deep"u8)) writer.Write("x"u8, 0);
        Assert.Equal(1, handles.Peek().Look("deep"u8)!.Value.Size);
        handles.Peek().Remove("deep"u8, EntryKind.File);
        handles.Pop().Dispose();
        while (handles.TryPop(out var parent))
        {
            parent.Remove(part, EntryKind.Folder);
            parent.Dispose();
        }
        Assert.Empty(temp.Names());
    }
}
