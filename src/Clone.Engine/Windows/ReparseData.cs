using System;
using System.Buffers.Binary;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>
/// The target of a link in the form in which the engine carries it: one byte, 1 for a link to a folder and 0 for one
/// to a file, then the reparse data buffer as the file system stores it
/// (https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_data_buffer).
/// </summary>
static class ReparseData
{
    const int Header = 8;
    const int HeaderWithGuid = 24;

    /// <summary>Reads the target of an open link.</summary>
    /// <returns>A status; target is null unless it tells of success.</returns>
    public static uint Read(NtHandle link, bool toFolder, out byte[]? target)
    {
        target = null;
        var buffer = new byte[ReparseTag.MostBytes];
        var status = NtFile.Control(link, FsControl.GetReparsePoint, default, buffer, out var used);
        if (!NtStatus.IsSuccess(status)) return status;
        target = new byte[used + 1];
        target[0] = toFolder ? (byte)1 : (byte)0;
        buffer.AsSpan(0, used).CopyTo(target.AsSpan(1));
        return status;
    }

    /// <summary>Makes an open, empty file or folder a link.</summary>
    public static uint Write(NtHandle entry, ReadOnlySpan<byte> target) =>
        NtFile.Control(entry, FsControl.SetReparsePoint, target.Slice(1), default, out _);

    /// <summary>True when the link leads to a folder.</summary>
    public static bool IsToFolder(ReadOnlySpan<byte> target) => target[0] == 1;

    /// <summary>Refuses bytes that are no target of a link: they may come from a destination, where anybody may have written.</summary>
    public static void Check(ReadOnlySpan<byte> target)
    {
        if (!IsLink(target)) throw WindowsErrors.OfCode(4392, EntryOperation.CreateLink);
    }

    static bool IsLink(ReadOnlySpan<byte> target)
    {
        if (target.Length <= Header || target.Length - 1 > ReparseTag.MostBytes || target[0] > 1) return false;
        var data = target.Slice(1);
        var tag = BinaryPrimitives.ReadUInt32LittleEndian(data);
        if ((tag & ReparseTag.NameSurrogate) == 0) return false;
        var header = (tag & ReparseTag.Microsoft) != 0 ? Header : HeaderWithGuid;
        return data.Length == header + BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(4));
    }
}
