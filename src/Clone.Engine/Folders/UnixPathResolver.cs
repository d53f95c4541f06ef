using System;
using System.Collections.Generic;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Finds the canonical form of one absolute path, also of one that does not exist to its end.</summary>
sealed unsafe class UnixPathResolver
{
    // As many as the kernel follows (MAXSYMLINKS, path_resolution(7)).
    int linksLeft = 40;

    /// <summary>The path with every link resolved; parts that do not exist are kept.</summary>
    public byte[] Resolve(byte[] path)
    {
        var missing = new List<byte[]>();
        var rest = path;
        byte[]? real;
        while ((real = RealPath(rest)) is null)
        {
            var end = rest.Length;
            while (end > 1 && rest[end - 1] == '/') end--;
            var start = end;
            while (start > 0 && rest[start - 1] != '/') start--;
            var parent = rest.AsSpan(0, Math.Max(1, start)).ToArray();
            // A '/' at the end would have the system look through the link instead of at it.
            if (Target(rest.AsSpan(0, end).ToArray()) is { } target)
            {
                rest = target[0] == '/' ? target : [.. parent, .. target];
                continue;
            }
            missing.Insert(0, rest.AsSpan(start, end - start).ToArray());
            rest = parent;
        }
        var joined = Join(StoredCase(real), missing);
        // What comes after a step back can exist again.
        return missing.Exists(part => part.AsSpan().SequenceEqual(".."u8)) ? Resolve(joined) : joined;
    }

    /// <summary>The existing path in the case in which the file systems keep its parts.</summary>
    static byte[] StoredCase(byte[] real)
    {
        var stored = new List<byte[]>();
        Descriptor? folder = null;
        try
        {
            folder = OpenPath("/"u8, null);
            for (var start = 1; start < real.Length; start++)
            {
                var end = Array.IndexOf(real, (byte)'/', start);
                if (end < 0) end = real.Length;
                var name = real.AsSpan(start, end - start);
                stored.Add(UnixStoredName.FindOrKeep(folder, name));
                if (end < real.Length)
                {
                    var next = OpenPath(name, folder);
                    folder.Dispose();
                    folder = next;
                }
                start = end;
            }
        }
        finally
        {
            folder?.Dispose();
        }
        return Join([], stored);
    }

    static Descriptor OpenPath(ReadOnlySpan<byte> name, Descriptor? folder)
    {
        var z = stackalloc byte[name.Length + 1];
        NameBytes.Fill(name, z);
        const int flags = Libc.OpenPath | Libc.OpenCloseOnExec;
        int number;
        while ((number = folder is null ? Libc.Open(z, flags, 0) : Libc.Open(folder, z, flags, 0)) < 0)
            Errno.ThrowUnlessInterrupted(EntryOperation.Look);
        return new Descriptor(number);
    }

    /// <summary>The path with links resolved, null when a part of it does not exist.</summary>
    static byte[]? RealPath(byte[] path)
    {
        var buffer = stackalloc byte[Libc.PathMax];
        fixed (byte* z = Terminated(path))
        {
            while (Libc.RealPath(z, buffer) is null)
            {
                if (Errno.Last is Errno.NotFound or Errno.NotAFolder) return null;
                Errno.ThrowUnlessInterrupted(EntryOperation.Look);
            }
        }
        var room = new ReadOnlySpan<byte>(buffer, Libc.PathMax);
        return room.Slice(0, room.IndexOf((byte)0)).ToArray();
    }

    /// <summary>The target of a link that leads nowhere; null when there is no link.</summary>
    byte[]? Target(byte[] path)
    {
        var buffer = stackalloc byte[Libc.PathMax];
        nint length;
        fixed (byte* z = Terminated(path)) length = Libc.ReadLink(z, buffer, Libc.PathMax);
        if (length <= 0) return null;
        if (linksLeft-- == 0) throw Errno.Failure(Errno.Loop, EntryOperation.Look);
        return new ReadOnlySpan<byte>(buffer, (int)length).ToArray();
    }

    static byte[] Join(byte[] start, List<byte[]> parts)
    {
        var path = new List<byte>(start);
        if (path.Count == 1) path.Clear();
        foreach (var part in parts)
        {
            if (part.Length == 0 || part.AsSpan().SequenceEqual("."u8)) continue;
            if (part.AsSpan().SequenceEqual(".."u8))
            {
                path.RemoveRange(Math.Max(0, path.LastIndexOf((byte)'/')), path.Count - Math.Max(0, path.LastIndexOf((byte)'/')));
                continue;
            }
            path.Add((byte)'/');
            path.AddRange(part);
        }
        return path.Count == 0 ? [(byte)'/'] : path.ToArray();
    }

    static byte[] Terminated(byte[] path) => [.. path, 0];
}
