using System;
using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>An open file at the source. Failures are <see cref="Errors.EntryException"/>.</summary>
public abstract class FileReader : IDisposable
{
    /// <summary>
    /// Facts from the open handle: the first time those of its opening, then asked anew each time. Two answers that differ
    /// tell that the file changed.
    /// </summary>
    public abstract EntryFacts Look();

    /// <summary>Reads at an offset; returns the bytes read, 0 at the end.</summary>
    public abstract int Read(Span<byte> buffer, long offset);

    /// <summary>
    /// The next range that holds data at or after an offset, for sparse files.
    /// </summary>
    /// <returns>False when there is no more data. A file system that knows no holes answers with all up to the end.</returns>
    public abstract bool NextData(long offset, out long start, out long end);

    /// <summary>True when the file has holes that a copy should keep.</summary>
    public abstract bool IsSparse { get; }

    /// <summary>Windows: the named streams beside the contents. Elsewhere: none.</summary>
    public abstract IReadOnlyList<NamedStream> Streams();

    /// <summary>Windows: reads from a named stream.</summary>
    public abstract int ReadStream(NamedStream stream, Span<byte> buffer, long offset);

    /// <summary>
    /// Asks the system to forget what it holds of the file in memory, so that the next read asks the disk. What has not
    /// been flushed stays. Where the system takes no such wish nothing happens.
    /// </summary>
    public virtual void Forget()
    {
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);
}
