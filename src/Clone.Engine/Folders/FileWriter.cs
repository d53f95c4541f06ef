using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>An open file at the destination: a new one under its temporary name or without any, or one that is changed in its place. Failures are <see cref="EntryException"/>.</summary>
public abstract class FileWriter : IDisposable
{
    /// <summary>Writes all of the bytes at an offset; an offset past the end leaves a hole.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Windows: marks the file as sparse, before the first write. Elsewhere nothing is needed.</summary>
    public abstract void MakeSparse();

    /// <summary>Sets the length, for a file that ends in a hole.</summary>
    public abstract void SetLength(long length);

    /// <summary>Makes a range read as zeros without writing them, and gives its room back.</summary>
    /// <returns>False where the file system cannot do so; nothing is changed then.</returns>
    public virtual bool TryClear(long offset, long length) => false;

    /// <summary>Windows: writes to a named stream, which is made when it is not there.</summary>
    public abstract void WriteStream(NamedStream stream, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Sets facets.</summary>
    public abstract void SetFacets(in EntryFacts facts, FacetMask mask);

    /// <summary>Facts from the open handle, as the destination has stored them.</summary>
    public abstract EntryFacts Look();

    /// <summary>
    /// Gives a file of <see cref="FolderHandle.TryCreateUnnamed"/> its name, in one step, in a folder of the same volume. A
    /// taken name is a failure (AlreadyExists), and the file stays without one.
    /// </summary>
    public virtual void TakeName(FolderHandle folder, ReadOnlySpan<byte> name) =>
        throw new EntryException(IoProblem.NotSupported, "UNNAMED", EntryOperation.Rename);

    /// <summary>Brings the contents to the disk now.</summary>
    public abstract void Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);
}
