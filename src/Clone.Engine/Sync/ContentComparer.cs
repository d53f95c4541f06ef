using System;
using System.Buffers;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>Compares the contents of files on both sides, byte by byte.</summary>
static class ContentComparer
{
    const int BufferBytes = 1024 * 1024;

    /// <summary>True when both files hold the same bytes.</summary>
    /// <exception cref="Errors.EntryException">One of them cannot be read.</exception>
    public static bool AreEqual(IReadableTree source, IReadableTree copy, EntryPath path, CancellationToken cancellation)
    {
        using var one = source.HolderOf(path).OpenFile(path);
        using var other = copy.HolderOf(path).OpenFile(path);
        var left = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var right = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var offset = 0L; ; offset += BufferBytes)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = Fill(one, left, offset);
                if (read != Fill(other, right, offset)) return false;
                if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read))) return false;
                if (read < BufferBytes) return true;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }

    static int Fill(FileReader file, byte[] buffer, long offset)
    {
        var filled = 0;
        while (filled < BufferBytes)
        {
            var read = file.Read(buffer.AsSpan(filled, BufferBytes - filled), offset + filled);
            if (read == 0) break;
            filled += read;
        }
        return filled;
    }
}
