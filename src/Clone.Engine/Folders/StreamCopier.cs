using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Copies named streams: of a file into a new one, of a folder over what stands there.</summary>
static class StreamCopier
{
    const int BufferSize = 64 * 1024;

    /// <summary>Copies the streams of a file into a new one.</summary>
    /// <returns>The bytes that were copied.</returns>
    public static long Copy(
        FileReader reader, FileWriter writer, IReadOnlyList<NamedStream> streams, BandwidthGate? gate, Action<int> onBytes,
        CancellationToken cancellation)
    {
        if (streams.Count == 0) return 0;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var copied = 0L;
            foreach (var stream in streams) copied += Copy(reader, writer, stream, buffer, gate, onBytes, cancellation);
            return copied;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Brings the named streams of a folder.</summary>
    /// <returns>How many the destination cannot hold.</returns>
    public static int Bring(IEntryHolder source, FolderTree tree, EntryPath path, in EntryFacts facts, FacetMask mask, FacetMask keeps)
    {
        if (source is not SourceFolder { Volume.HasStreams: true } holder) return 0;
        using var from = holder.OpenFolder(path);
        using var streams = from.Folder.OwnStreams();
        if (streams?.List() is not { Count: > 0 } found) return 0;
        if ((keeps & FacetMask.Streams) == 0) return found.Count;
        using var to = tree.Open(path);
        using var own = to.Folder.OwnStreams();
        if (own is null) return found.Count;
        // A read-only folder may take no streams. Its own attributes are set after this, with its other facets.
        if ((mask & FacetMask.Attributes) != 0 && (facts.Attributes & FileAttribute.ReadOnly) != 0)
            to.Folder.SetOwnFacets(facts with { Attributes = facts.Attributes & ~FileAttribute.ReadOnly }, FacetMask.Attributes);
        CopyOwn(streams, own);
        return 0;
    }

    /// <summary>
    /// Brings the streams of one folder to another. What agrees is not written, so that nobody meets it half written for
    /// nothing; a stream that the source does not have stays.
    /// </summary>
    public static void CopyOwn(EntryStreams source, EntryStreams destination)
    {
        var streams = source.List();
        if (streams.Count == 0) return;
        var there = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var stream in destination.List()) there[stream.Name] = stream.Size;
        var buffer = new byte[BufferSize];
        var other = new byte[BufferSize];
        foreach (var stream in streams)
        {
            try
            {
                CopyOwn(source, destination, stream, there.TryGetValue(stream.Name, out var size) ? size : null, buffer, other);
            }
            catch (EntryException e) when (e is { Problem: IoProblem.NotFound, Operation: EntryOperation.Read })
            {
                // Gone since it was listed.
            }
        }
        destination.Flush();
    }

    static void CopyOwn(
        EntryStreams source, EntryStreams destination, NamedStream stream, long? there, Span<byte> buffer, Span<byte> other)
    {
        var offset = 0L;
        for (int read; (read = source.Read(stream, buffer, offset)) > 0; offset += read)
        {
            var chunk = buffer.Slice(0, read);
            if (offset + read <= there && IsThere(destination, stream, chunk, offset, other)) continue;
            destination.Write(stream, chunk, offset);
        }
        if (there is null && offset == 0) destination.Write(stream, [], 0);
        else if (there > offset) destination.SetLength(stream, offset);
    }

    static bool IsThere(EntryStreams destination, NamedStream stream, ReadOnlySpan<byte> chunk, long offset, Span<byte> other)
    {
        var found = 0;
        while (found < chunk.Length)
        {
            var read = destination.Read(stream, other.Slice(found, chunk.Length - found), offset + found);
            if (read == 0) return false;
            found += read;
        }
        return chunk.SequenceEqual(other.Slice(0, found));
    }

    static long Copy(
        FileReader reader, FileWriter writer, NamedStream stream, byte[] buffer, BandwidthGate? gate, Action<int> onBytes,
        CancellationToken cancellation)
    {
        var offset = 0L;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(buffer.Length, Math.Max(1, stream.Size - offset));
            var read = reader.ReadStream(stream, buffer.AsSpan(0, gate?.Admit(wanted, cancellation) ?? wanted), offset);
            if (read == 0 && offset < stream.Size)
                throw new EntryException(IoProblem.ChangedWhileRead, "SHORTER", EntryOperation.Read);
            writer.WriteStream(stream, buffer.AsSpan(0, read), offset);
            offset += read;
            onBytes(read);
        }
        while (offset < stream.Size);
        return offset;
    }
}
