using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Unix;

/// <summary>Single names with a NUL at their end, on the stack.</summary>
static unsafe class NameBytes
{
    /// <summary>
    /// Bytes that a name needs with its NUL. A name that is no single part of a path is refused here, before any
    /// system call could take it for a path.
    /// </summary>
    public static int Room(ReadOnlySpan<byte> name, EntryOperation operation)
    {
        if (!EntryPath.IsSafeName(name)) throw new EntryException(IoProblem.NameNotAllowed, "EINVAL", operation);
        if (name.Length >= Libc.PathMax) throw new EntryException(IoProblem.NameTooLong, "ENAMETOOLONG", operation);
        return name.Length + 1;
    }

    /// <summary>Copies a name and puts the NUL after it.</summary>
    public static void Fill(ReadOnlySpan<byte> name, byte* into)
    {
        name.CopyTo(new Span<byte>(into, name.Length));
        into[name.Length] = 0;
    }
}
