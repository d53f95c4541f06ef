using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;

namespace Clone.Engine.Entries;

/// <summary>The attributes of files by which a filter can go, by the names that people write.</summary>
public static class FileAttributeNames
{
    /// <summary>The one that Unix knows: a name that begins with '.'.</summary>
    const string Hidden = "Hidden";

    // https://learn.microsoft.com/windows/win32/fileio/file-attribute-constants
    static readonly (string Name, uint Flag)[] onWindows =
    [
        ("ReadOnly", 0x1), (Hidden, 0x2), ("System", 0x4), ("Archive", 0x20), ("Temporary", 0x100), ("SparseFile", 0x200),
        ("Compressed", 0x800), ("Offline", 0x1000), ("NotContentIndexed", 0x2000), ("Encrypted", 0x4000),
    ];

    /// <summary>Reads names of attributes, ignoring case.</summary>
    /// <param name="names">The names.</param>
    /// <param name="onThisWindows">Whether the platform is Windows.</param>
    /// <returns>The flags of Windows, and whether hidden names of Unix are meant.</returns>
    /// <exception cref="CloneException">CloneAttributeNotSupported: files have no such attribute here.</exception>
    public static (uint Flags, bool DotNames) Parse(IReadOnlyList<string> names, bool onThisWindows)
    {
        var flags = 0u;
        foreach (var name in names)
        {
            var found = Array.Find(onWindows, known => string.Equals(known.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
            if (found.Flag == 0 || (!onThisWindows && found.Name != Hidden))
                throw new CloneException(ErrorId.CloneAttributeNotSupported, name, Known(onThisWindows));
            flags |= found.Flag;
        }
        return onThisWindows ? (flags, false) : (0, flags != 0);
    }

    static string Known(bool onThisWindows) =>
        onThisWindows ? string.Join(", ", onWindows.Select(known => known.Name)) : Hidden;
}
