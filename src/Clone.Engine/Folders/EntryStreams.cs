using System;
using System.Collections.Generic;

namespace Clone.Engine.Folders;

/// <summary>
/// The named streams of one open entry of Windows. For one thread at a time. Failures are
/// <see cref="Errors.EntryException"/>.
/// </summary>
public abstract class EntryStreams : IDisposable
{
    /// <summary>All of them, without the contents themselves.</summary>
    public abstract IReadOnlyList<NamedStream> List();

    /// <summary>Reads at an offset; returns the bytes read, 0 at the end.</summary>
    public abstract int Read(NamedStream stream, Span<byte> buffer, long offset);

    /// <summary>Writes at an offset; a stream that is not there is made, with no bytes too.</summary>
    public abstract void Write(NamedStream stream, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Sets the length in bytes of a stream that was written to.</summary>
    public abstract void SetLength(NamedStream stream, long length);

    /// <summary>Brings what was written to the disk.</summary>
    public abstract void Flush();

    /// <summary>Closes the streams; the entry stays open.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the streams.</summary>
    protected abstract void Dispose(bool disposing);
}
