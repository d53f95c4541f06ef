using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>What holds entries that are to be copied: a folder, or a copy in an object store. Safe for several threads.</summary>
public interface IEntryHolder
{
    /// <summary>Opens a file; what is read to its end is proven where the holder can prove it.</summary>
    /// <exception cref="EntryException">It cannot be opened.</exception>
    FileReader OpenFile(EntryPath path);

    /// <summary>The target of a link.</summary>
    byte[] ReadLink(EntryPath path);

    /// <summary>Facts of an entry; null when it is not there.</summary>
    EntryFacts? Look(EntryPath path);

    /// <summary>True when an entry of exactly that name stands in the folder.</summary>
    bool Holds(EntryPath parent, ReadOnlySpan<byte> name);
}
