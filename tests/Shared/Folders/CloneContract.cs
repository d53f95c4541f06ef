using System;
using System.IO;
using System.Threading;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Contract;

/// <summary>Files that take an older one's contents over, or are changed in their place.</summary>
public sealed class CloneContract : IDisposable
{
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_clone_holds_the_contents_and_where_there_can_be_none_nothing_is_left()
    {
        var contents = new byte[200_001];
        new Random(7).NextBytes(contents);
        File.WriteAllBytes(folder["file"], contents);
        var facts = folder.Handle.Look("file"u8)!.Value;
        var isMade = false;
        using (var clone = folder.Handle.TryCloneFile("file"u8, facts, "clone"u8, CancellationToken.None))
        {
            isMade = clone is not null;
            clone?.Write("x"u8, 5);
        }
        Assert.True(contents.AsSpan().SequenceEqual(File.ReadAllBytes(folder["file"])));
        if (isMade)
        {
            contents[5] = (byte)'x';
            Assert.True(contents.AsSpan().SequenceEqual(File.ReadAllBytes(folder["clone"])));
        }
        else Assert.Equal(["file"], folder.Names());
    }

    [Fact]
    public void Of_a_file_that_is_another_by_now_there_is_no_clone()
    {
        folder.File("file", "contents");
        var facts = folder.Handle.Look("file"u8)!.Value;
        Assert.Null(folder.Handle.TryCloneFile("file"u8, facts with { Modified = facts.Modified + 1 }, "clone"u8, CancellationToken.None));
        Assert.Equal(["file"], folder.Names());
    }

    [Fact]
    public void What_is_not_there_cannot_be_cloned() => ContractFolder.Fails(
        IoProblem.NotFound, EntryOperation.Read, () => folder.Handle.TryCloneFile("none"u8, default, "clone"u8, CancellationToken.None));

    [Fact]
    public void A_file_is_changed_in_its_place_while_others_read_it()
    {
        folder.File("file", "contents");
        using (var writer = folder.Handle.TryOpenForChange("file"u8)!)
        using (var reader = folder.Handle.OpenFile("file"u8))
        {
            Assert.Equal(reader.Look().FileId, writer.Look().FileId);
            writer.Write("CON"u8, 0);
            writer.SetLength(6);
            writer.Flush();
            var buffer = new byte[9];
            Assert.Equal("CONten"u8.ToArray(), buffer.AsSpan(0, reader.Read(buffer, 0)).ToArray());
        }
        Assert.Equal("CONten", File.ReadAllText(folder["file"]));
        Assert.Equal(["file"], folder.Names());
    }

    [Fact]
    public void A_file_with_two_names_is_not_changed_in_its_place()
    {
        folder.File("file", "contents");
        if (!folder.Handle.TryCreateHardLink("file"u8, folder.Handle, "second"u8)) Assert.Skip("the file system holds one name for each file");
        Assert.Null(folder.Handle.TryOpenForChange("file"u8));
        Assert.Null(folder.Handle.TryOpenForChange("second"u8));
        folder.Handle.Remove("second"u8, Engine.Entries.EntryKind.File);
        using var writer = folder.Handle.TryOpenForChange("file"u8);
        Assert.NotNull(writer);
    }

    [Fact]
    public void What_is_no_file_is_not_changed_in_its_place()
    {
        folder.Folder("folder");
        Assert.Null(folder.Handle.TryOpenForChange("folder"u8));
        Assert.Null(folder.Handle.TryOpenForChange("none"u8));
        Assert.Equal(["folder"], folder.Names());
    }
}
