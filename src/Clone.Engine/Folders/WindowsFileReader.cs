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
    const int MostStreamBytes = 16 * 1024 * 1024;
    readonly NtHandle file;
    readonly WindowsVolume volume;
    NtHandle? stream;
    string streamName = "";

    /// <summary>Takes over an open file.</summary>
    public WindowsFileReader(NtHandle file, WindowsVolume volume)
    {
        this.file = file;
        this.volume = volume;
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

    public override IReadOnlyList<NamedStream> Streams()
    {
        if (!volume.HasStreams) return [];
        for (var room = 4096; ; room *= 4)
        {
            var buffer = new byte[room];
            var status = NtFile.Query(file, FileInformation.Stream, buffer, out var used);
            if (NtStatus.IsSuccess(status)) return StreamList.Parse(buffer.AsSpan(0, used));
            if (NtStatus.IsUnknownRequest(status) && status != NtStatus.InfoLengthMismatch) return [];
            var tooSmall = status is NtStatus.BufferOverflow or NtStatus.BufferTooSmall or NtStatus.InfoLengthMismatch;
            if (!tooSmall || room >= MostStreamBytes) throw WindowsErrors.OfStatus(status, EntryOperation.Read);
        }
    }

    public override int ReadStream(NamedStream stream, Span<byte> buffer, long offset)
    {
        if (this.stream is null || streamName != stream.Name)
        {
            this.stream?.Dispose();
            this.stream = null;
            var request = new OpenRequest(Access.ReadData, OpenOptions.NonDirectoryFile | OpenOptions.SequentialOnly);
            NtFile.Check(NtFile.Open(file, NtName.OfStream(stream.Name, EntryOperation.Read), request, out this.stream), EntryOperation.Read);
            streamName = stream.Name;
        }
        return NtFile.Read(this.stream!, buffer, offset);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        stream?.Dispose();
        file.Dispose();
    }
}
