using System;
using System.Buffers.Binary;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Restore;
using Xunit;

namespace Clone.Tests.Restoring;

/// <summary>Which links and names may be made by a restore.</summary>
public sealed class LinkTargetTests
{
    [Theory]
    [InlineData("link", "file", false)]
    [InlineData("link", "./folder/file", false)]
    [InlineData("link", "folder//file/", false)]
    [InlineData("a/link", "../file", false)]
    [InlineData("a/b/link", "../../c/d", false)]
    [InlineData("a/b/link", "..", false)]
    [InlineData("link", ".", false)]
    [InlineData("link", "...", false)]
    [InlineData("link", "..", true)]
    [InlineData("link", "../sibling", true)]
    [InlineData("a/link", "../..", true)]
    [InlineData("a/b/link", "../../../x", true)]
    [InlineData("a/link", "./../../x", true)]
    [InlineData("link", "/etc/passwd", true)]
    [InlineData("link", "/", true)]
    [InlineData("link", "", true)]
    // "other" may be a link to ".", and then this is the folder above the root.
    [InlineData("link", "other/..", true)]
    [InlineData("a/b/link", "../c/../../d", true)]
    public void A_link_of_Unix(string link, string target, bool leadsOutside) =>
        Assert.Equal(leadsOutside, LinkTarget.LeadsOutside(EntryPath.Parse(link), Encoding.UTF8.GetBytes(target), isReparseData: false));

    [Theory]
    [InlineData("link", "file", 1, false)]
    [InlineData("a/link", @"..\b\file", 1, false)]
    [InlineData("a/link", "../b", 1, false)]
    [InlineData("link", @"..\x", 1, true)]
    [InlineData("a/link", @"..\..\x", 1, true)]
    [InlineData("link", @"b\..\..\x", 1, true)]
    [InlineData("link", @"\Windows", 1, true)]
    [InlineData("link", @"C:\Windows", 1, true)]
    [InlineData("link", "C:x", 1, true)]
    [InlineData("link", "file:stream", 1, true)]
    [InlineData("link", @"\??\C:\Windows", 0, true)]
    [InlineData("link", "file", 0, true)]
    public void A_symbolic_link_of_Windows(string link, string target, int flags, bool leadsOutside) =>
        Assert.Equal(leadsOutside, LinkTarget.LeadsOutside(EntryPath.Parse(link), Reparse(0xA000000C, target, (uint)flags), isReparseData: true));

    [Fact]
    public void A_junction_and_what_is_no_link_lead_outside()
    {
        var link = EntryPath.Parse("link");
        Assert.True(LinkTarget.LeadsOutside(link, Reparse(0xA0000003, "file", 1), isReparseData: true));
        var whole = Reparse(0xA000000C, "file", 1);
        Assert.False(LinkTarget.LeadsOutside(link, whole, isReparseData: true));
        for (var length = 0; length < whole.Length; length++)
            Assert.True(LinkTarget.LeadsOutside(link, whole[..length], isReparseData: true), $"of length {length}");
    }

    [Theory]
    [InlineData("file", true, true)]
    [InlineData("..", false, false)]
    [InlineData(".", false, false)]
    [InlineData("a/b", false, false)]
    [InlineData("a\\b", false, true)]
    [InlineData("C:", false, true)]
    [InlineData("file:stream", false, true)]
    [InlineData("con", false, true)]
    [InlineData("NUL.txt", false, true)]
    [InlineData("com1", false, true)]
    [InlineData("LPT².log", false, true)]
    [InlineData("console", true, true)]
    public void A_name(string name, bool isSafeOnWindows, bool isSafeOnUnix)
    {
        Assert.Equal(isSafeOnWindows, Passes(name, onWindows: true));
        Assert.Equal(isSafeOnUnix, Passes(name, onWindows: false));
    }

    static bool Passes(string name, bool onWindows)
    {
        var error = Record.Exception(() => new RestoreRules(allowsLinks: true, onWindows).CheckName(Wtf8.Encode(name), EntryOperation.Write));
        if (error is null) return true;
        Assert.Equal(IoProblem.NameNotAllowed, Assert.IsType<EntryException>(error).Problem);
        return false;
    }

    /// <summary>A target as the engine carries it: whether it is a folder's, then the reparse data buffer.</summary>
    static byte[] Reparse(uint tag, string target, uint flags)
    {
        var text = Encoding.Unicode.GetBytes(target);
        var data = new byte[1 + 20 + text.Length];
        var buffer = data.AsSpan(1);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[4..], (ushort)(12 + text.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[10..], (ushort)text.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[16..], flags);
        text.CopyTo(buffer[20..]);
        return data;
    }
}
