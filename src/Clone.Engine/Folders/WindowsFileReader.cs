using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>An open file of Windows.</summary>
sealed class WindowsFileReader : FileReader
{
    readonly NtHandle file;
    readonly WindowsVolume volume;
    readonly WindowsStreams streams;

    /// <summary>Takes over an open file.</summary>
    public WindowsFileReader(NtHandle file, WindowsVolume volume)
    {
        this.file = file;
        this.volume = volume;
        streams = new WindowsStreams(file, volume);
        try
        {
            var found = WindowsAttributes.Of(file, EntryOperation.Read);
            // What a deduplicated file says of its holes is the store's affair, not the contents'.
            IsSparse = (found.Attributes & FileAttribute.SparseFile) != 0 && !found.IsReparsePoint;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override bool IsSparse { get; }

    public override EntryFacts Look() => WindowsEntries.Facts(file, volume, EntryOperation.Read);

    public override int Read(Span<byte> buffer, long offset) => NtFile.Read(file, buffer, offset);

    public override bool NextData(long offset, out long start, out long end)
    {
        NtFile.Check(NtFile.Query<FileNetworkOpenInformation>(file, FileInformation.NetworkOpen, out var found), EntryOperation.Read);
        (start, end) = (offset, found.EndOfFile);
        if (offset >= end || !IsSparse) return offset < end;
        var asked = new FileAllocatedRange { FileOffset = offset, Length = end - offset };
        Span<FileAllocatedRange> input = stackalloc FileAllocatedRange[1];
        Span<FileAllocatedRange> output = stackalloc FileAllocatedRange[1];
        input[0] = asked;
        var status = NtFile.Control(
            file, FsControl.QueryAllocatedRanges, MemoryMarshal.AsBytes(input), MemoryMarshal.AsBytes(output), out var used);
        if (NtStatus.IsUnknownRequest(status)) return true;
        if (status != NtStatus.BufferOverflow) NtFile.Check(status, EntryOperation.Read);
        if (used == 0) return false;
        start = Math.Max(offset, output[0].FileOffset);
        end = Math.Min(end, output[0].FileOffset + output[0].Length);
        return start < end;
    }

    public override IReadOnlyList<NamedStream> Streams() => streams.List();

    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset) => streams.Read(stream, buffer, offset);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        streams.Dispose();
        file.Dispose();
    }
}
