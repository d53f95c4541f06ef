using System;
using System.Collections.Generic;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>
/// The named streams of an open file or folder, each opened relative to its handle
/// (https://learn.microsoft.com/windows/win32/fileio/file-streams). The handle belongs to the caller.
/// </summary>
sealed class WindowsStreams(NtHandle owner, WindowsVolume volume) : EntryStreams
{
    const int MostAnswerBytes = 16 * 1024 * 1024;
    readonly Dictionary<string, NtHandle> written = new(StringComparer.OrdinalIgnoreCase);
    NtHandle? reading;
    string readingName = "";

    /// <summary>True when a stream was written to, which sets the entry's time of change once more when it is closed.</summary>
    public bool WasWritten => written.Count > 0;

    public override IReadOnlyList<NamedStream> List()
    {
        if (!volume.HasStreams) return [];
        for (var room = 4096; ; room *= 4)
        {
            var buffer = new byte[room];
            var status = NtFile.Query(owner, FileInformation.Stream, buffer, out var used);
            if (NtStatus.IsSuccess(status)) return StreamList.Parse(buffer.AsSpan(0, used));
            if (NtStatus.IsUnknownRequest(status) && status != NtStatus.InfoLengthMismatch) return [];
            var tooSmall = status is NtStatus.BufferOverflow or NtStatus.BufferTooSmall or NtStatus.InfoLengthMismatch;
            if (!tooSmall || room >= MostAnswerBytes) throw WindowsErrors.OfStatus(status, EntryOperation.Read);
        }
    }

    public override int Read(NamedStream stream, Span<byte> buffer, long offset)
    {
        if (reading is null || readingName != stream.Name)
        {
            reading?.Dispose();
            reading = null;
            var request = new OpenRequest(Access.ReadData, OpenOptions.NonDirectoryFile | OpenOptions.SequentialOnly);
            NtFile.Check(NtFile.Open(owner, NtName.OfStream(stream.Name, EntryOperation.Read), request, out reading), EntryOperation.Read);
            readingName = stream.Name;
        }
        return NtFile.Read(reading!, buffer, offset);
    }

    public override void Write(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) => NtFile.Write(ToWrite(stream), bytes, offset);

    public override void SetLength(NamedStream stream, long length) =>
        NtFile.Check(NtFile.Set(ToWrite(stream), FileInformation.EndOfFile, length), EntryOperation.Write);

    public override void Flush()
    {
        foreach (var stream in written.Values) NtFile.Flush(stream);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        reading?.Dispose();
        foreach (var stream in written.Values) stream.Dispose();
    }

    NtHandle ToWrite(NamedStream stream)
    {
        var name = NtName.OfStream(stream.Name, EntryOperation.Write);
        if (written.TryGetValue(name, out var handle)) return handle;
        var request = new OpenRequest(Access.WriteData, OpenOptions.NonDirectoryFile, Disposition.OpenOrCreate, Share.Read);
        NtFile.Check(NtFile.Open(owner, name, request, out var opened), EntryOperation.Write);
        written.Add(name, opened!);
        return opened!;
    }
}
