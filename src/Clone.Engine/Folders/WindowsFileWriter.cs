using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>An open new file of Windows.</summary>
sealed class WindowsFileWriter(NtHandle file, WindowsVolume volume) : FileWriter
{
    const int FileTooLarge = 223;
    readonly WindowsStreams streams = new(file, volume);
    FileBasicInformation? facets;

    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        CheckLength(offset + bytes.Length);
        NtFile.Write(file, bytes, offset);
    }

    public override void MakeSparse()
    {
        var status = NtFile.Control(file, FsControl.SetSparse, default, default, out _);
        // A file system without sparse files fills holes with zeros, which is right too.
        if (!NtStatus.IsUnknownRequest(status)) NtFile.Check(status, EntryOperation.Write);
    }

    public override void SetLength(long length)
    {
        CheckLength(length);
        NtFile.Check(NtFile.Set(file, FileInformation.EndOfFile, length), EntryOperation.Write);
    }

    public override void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset) => streams.Write(stream, bytes, offset);

    public override void SetFacets(in EntryFacts facts, FacetMask mask)
    {
        var set = WindowsEntries.Settable(facts, mask);
        NtFile.Check(NtFile.Set(file, FileInformation.Basic, set), EntryOperation.SetFacets);
        facets = set;
    }

    public override EntryFacts Look() => WindowsEntries.Facts(file, volume, EntryOperation.Look);

    public override void Flush()
    {
        streams.Flush();
        NtFile.Flush(file);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        streams.Dispose();
        // Closing a stream that was written to sets the file's time of change once more.
        if (streams.WasWritten && facets is { } set && !file.IsClosed) NtFile.Set(file, FileInformation.Basic, set);
        file.Dispose();
    }

    void CheckLength(long length)
    {
        if (length > volume.MaxFileSize) throw WindowsErrors.OfCode(FileTooLarge, EntryOperation.Write);
    }
}
