using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>The streams of one entry of a <see cref="StreamedPlatform"/>.</summary>
sealed class MemoryStreams(StreamedPlatform platform, string path) : EntryStreams
{
    public override IReadOnlyList<NamedStream> List() =>
        [.. platform.Of(path).Select(pair => new NamedStream(pair.Key, pair.Value.Length))];

    public override int Read(NamedStream stream, Span<byte> buffer, long offset)
    {
        platform.BeforeRead(path);
        if (!platform.Of(path).TryGetValue(stream.Name, out var bytes))
            throw new EntryException(IoProblem.NotFound, "ENOENT", EntryOperation.Read);
        var left = bytes.AsSpan(Math.Min((int)offset, bytes.Length));
        var read = Math.Min(left.Length, buffer.Length);
        left[..read].CopyTo(buffer);
        return read;
    }

    public override void Write(NamedStream stream, ReadOnlySpan<byte> bytes, long offset)
    {
        platform.BeforeWrite(path);
        platform.Writes++;
        var old = platform.Of(path).GetValueOrDefault(stream.Name, []);
        var grown = new byte[Math.Max(old.Length, (int)offset + bytes.Length)];
        old.CopyTo(grown, 0);
        bytes.CopyTo(grown.AsSpan((int)offset));
        platform.Of(path)[stream.Name] = grown;
    }

    public override void SetLength(NamedStream stream, long length)
    {
        var bytes = platform.Of(path)[stream.Name];
        Array.Resize(ref bytes, (int)length);
        platform.Of(path)[stream.Name] = bytes;
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
