using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Reads a file that was written once more, from the folder that holds it, and compares it with what was to be written.
/// </summary>
static class ReadBack
{
    const int BufferBytes = 256 * 1024;

    /// <summary>Compares the contents, which have been flushed, with a checksum.</summary>
    /// <param name="folder">The folder that holds the file.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="expected">What <see cref="ContentHash"/> made of the bytes that were read at the source.</param>
    /// <param name="cancellation">Stops in the middle of the file.</param>
    /// <exception cref="EntryException">The file holds something else (WrittenWrong), or cannot be read.</exception>
    public static void Check(FolderHandle folder, ReadOnlySpan<byte> name, byte[] expected, CancellationToken cancellation)
    {
        using var file = folder.OpenFile(name);
        file.Forget();
        if (!Hash(file, cancellation).AsSpan().SequenceEqual(expected)) throw Wrong("CHECKSUM");
    }

    /// <summary>Compares named streams, which are small, byte by byte with those at the source.</summary>
    /// <param name="source">The open file at the source.</param>
    /// <param name="streams">Its streams as they were copied.</param>
    /// <param name="folder">The folder that holds the copy.</param>
    /// <param name="name">The copy's name there.</param>
    /// <param name="cancellation">Stops between two reads.</param>
    /// <exception cref="EntryException">A stream differs (WrittenWrong) or cannot be read.</exception>
    public static void CheckStreams(
        FileReader source, IReadOnlyList<NamedStream> streams, FolderHandle folder, ReadOnlySpan<byte> name,
        CancellationToken cancellation)
    {
        if (streams.Count == 0) return;
        using var file = folder.OpenFile(name);
        var one = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var other = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            foreach (var stream in streams)
                if (!IsSame(source, file, stream, one, other, cancellation)) throw Wrong("STREAM");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(one);
            ArrayPool<byte>.Shared.Return(other);
        }
    }

    static byte[] Hash(FileReader file, CancellationToken cancellation)
    {
        var size = file.Look().Size;
        using var hash = new ContentHash();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long start = 0, end = size;
            for (var offset = 0L; offset < size && (!file.IsSparse || file.NextData(offset, out start, out end)); offset = end)
                Add(file, hash, start, Math.Min(end, size), buffer, cancellation);
            return hash.Finish(size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static void Add(
        FileReader file, ContentHash hash, long start, long end, byte[] buffer, CancellationToken cancellation)
    {
        for (var offset = start; offset < end;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset)), offset);
            if (read == 0) throw Wrong("SHORTER");
            hash.Add(buffer.AsSpan(0, read), offset);
            offset += read;
        }
    }

    static bool IsSame(
        FileReader source, FileReader copy, NamedStream stream, byte[] one, byte[] other, CancellationToken cancellation)
    {
        for (var offset = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = source.ReadStream(stream, one, offset);
            for (var found = 0; found < read;)
            {
                var there = copy.ReadStream(stream, other.AsSpan(0, read - found), offset + found);
                if (there == 0 || !one.AsSpan(found, there).SequenceEqual(other.AsSpan(0, there))) return false;
                found += there;
            }
            offset += read;
            if (read == 0) return copy.ReadStream(stream, other, offset) == 0;
        }
    }

    static EntryException Wrong(string code) => new(IoProblem.WrittenWrong, code, EntryOperation.Write);
}
