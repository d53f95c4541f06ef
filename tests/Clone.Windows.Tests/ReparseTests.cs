using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Links: made from their reparse data, seen as what they are, never followed.</summary>
public sealed class ReparseTests : IDisposable
{
    const uint Junction = 0xA0000003;
    const uint SymbolicLink = 0xA000000C;
    readonly ContractFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_junction_comes_back_as_it_was_made_and_is_not_followed()
    {
        folder.Folder("target");
        File.WriteAllText(folder[@"target\file"], "kept");
        var target = Link(1, Junction, @"\??\" + folder["target"], folder["target"], relative: null);
        Make("junction", target);
        Assert.Equal(target, folder.Handle.ReadLink("junction"u8));
        ContractFolder.Fails(IoProblem.LinkInTheWay, EntryOperation.List, () => folder.Handle.OpenFolder("junction"u8));
        ContractFolder.Fails(IoProblem.LinkInTheWay, EntryOperation.Remove, () => folder.Handle.Remove("junction"u8, EntryKind.Folder));
        folder.Handle.Remove("junction"u8, EntryKind.Link);
        Assert.Equal("kept", File.ReadAllText(folder[@"target\file"]));
    }

    [Fact]
    public void A_symbolic_link_comes_back_as_it_was_made_and_is_not_followed()
    {
        folder.File("target", "kept");
        var target = Link(0, SymbolicLink, "target", "target", relative: true);
        Make("link", target);
        Assert.Equal(target, folder.Handle.ReadLink("link"u8));
        ContractFolder.Fails(IoProblem.LinkInTheWay, EntryOperation.Read, () => folder.Handle.OpenFile("link"u8));
        Assert.Equal("kept", File.ReadAllText(folder["link"]));
        folder.File("new", "new");
        folder.Handle.Rename("new"u8, folder.Handle, "link"u8, replace: true);
        Assert.Equal(("kept", "new"), (File.ReadAllText(folder["target"]), File.ReadAllText(folder["link"])));
    }

    [Fact]
    public void A_link_to_a_folder_is_replaced_by_a_file()
    {
        folder.Folder("target");
        Make("link", Link(1, Junction, @"\??\" + folder["target"], folder["target"], relative: null));
        folder.File("new", "new");
        folder.Handle.Rename("new"u8, folder.Handle, "link"u8, replace: true);
        Assert.Equal("new", File.ReadAllText(folder["link"]));
        Assert.True(Directory.Exists(folder["target"]));
    }

    [Fact]
    public void What_is_no_link_has_no_target()
    {
        folder.File("file");
        ContractFolder.Fails(IoProblem.NotSupported, EntryOperation.Read, () => folder.Handle.ReadLink("file"u8));
        Assert.Throws<EntryException>(() => folder.Handle.CreateLink("link"u8, [0, 1, 2]));
        Assert.Equal(["file"], folder.Names());
    }

    void Make(string name, byte[] target)
    {
        try
        {
            folder.Handle.CreateLink(ContractFolder.Name(name), target);
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotSupported or IoProblem.AccessDenied)
        {
            Assert.Skip("no links can be made here: " + e.Code);
        }
        var facts = folder.Handle.Look(ContractFolder.Name(name));
        if (ContractFolder.IsWine && facts is not { Kind: EntryKind.Link }) Assert.Skip("Wine 10 takes a link and forgets it");
        Assert.Equal((EntryKind.Link, target.Length), (facts!.Value.Kind, facts.Value.Size));
        Assert.Equal(facts, ContractFolder.List(folder.Handle)[name]);
    }

    /// <summary>REPARSE_DATA_BUFFER: substitute name, then print name; symbolic links have flags before them.</summary>
    static byte[] Link(byte toFolder, uint tag, string substitute, string print, bool? relative)
    {
        var one = Encoding.Unicode.GetBytes(substitute);
        var two = Encoding.Unicode.GetBytes(print);
        var flags = relative is null ? 0 : 4;
        var end = relative is null ? 2 : 0;
        var data = new byte[8 + 8 + flags + one.Length + two.Length + 2 * end];
        BinaryPrimitives.WriteUInt32LittleEndian(data, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(4), (ushort)(data.Length - 8));
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(10), (ushort)one.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(12), (ushort)(one.Length + end));
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(14), (ushort)two.Length);
        if (relative is { } r) BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), r ? 1 : 0);
        one.CopyTo(data.AsSpan(16 + flags));
        two.CopyTo(data.AsSpan(16 + flags + one.Length + end));
        return [toFolder, .. data];
    }
}
