using System;
using System.Buffers.Binary;
using Clone.Engine.Errors;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_data_buffer</summary>
public sealed class ReparseDataTests
{
    [Theory]
    [InlineData(ReparseTag.SymbolicLink)]
    [InlineData(ReparseTag.MountPoint)]
    public void Links_of_the_system_are_taken(uint tag)
    {
        var target = Target(1, tag, 8, new byte[20]);
        ReparseData.Check(target);
        Assert.True(ReparseData.IsToFolder(target));
        Assert.False(ReparseData.IsToFolder(Target(0, tag, 8, new byte[20])));
    }

    [Fact]
    public void Links_of_others_have_a_longer_header()
    {
        var target = Target(0, 0x20001234, 24, new byte[9]);
        ReparseData.Check(target);
        Assert.False(ReparseData.IsToFolder(target));
    }

    [Fact]
    public void What_is_no_link_is_refused()
    {
        Refused([]);
        Refused([1]);
        Refused(Target(2, ReparseTag.SymbolicLink, 8, new byte[20]));
        Refused(Target(0, 0x80000013, 8, new byte[20]));
        Refused(Target(0, ReparseTag.SymbolicLink, 8, new byte[ReparseTag.MostBytes]));
        Refused(Target(0, ReparseTag.SymbolicLink, 8, new byte[20]).AsSpan(0, 20).ToArray());
        Refused([.. Target(0, ReparseTag.SymbolicLink, 8, new byte[20]), 0]);
    }

    static void Refused(byte[] target)
    {
        var e = Assert.Throws<EntryException>(() => ReparseData.Check(target));
        Assert.Equal((EntryOperation.CreateLink, "ERROR_INVALID_REPARSE_DATA"), (e.Operation, e.Code));
    }

    static byte[] Target(byte toFolder, uint tag, int header, byte[] data)
    {
        var target = new byte[1 + header + data.Length];
        target[0] = toFolder;
        BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(1), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(5), (ushort)data.Length);
        data.CopyTo(target.AsSpan(1 + header));
        return target;
    }
}
