using System;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;

namespace Clone.Engine.Live;

/// <summary>
/// A small file that one process writes again and again, in place, while others read it. It has its full size from the
/// beginning on, so that a full disk does not stop it. Layout: format version (4 bytes, little-endian), length of the
/// contents (4 bytes), the first 8 bytes of their SHA-256, the contents. A reader who meets a writer finds that the hash
/// does not fit, and reads again.
/// </summary>
sealed class LiveFile : IDisposable
{
    /// <summary>The format version.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Most bytes of contents.</summary>
    public const int MostContents = FileBytes - HeaderBytes;

    const int FileBytes = 16 * 1024;
    const int HeaderBytes = 16;
    const int HashBytes = 8;
    const int Tries = 5;

    readonly FileStream file;

    /// <summary>Makes the file, or empties it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public LiveFile(string path)
    {
        file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1);
        try
        {
            file.Write(new byte[FileBytes], 0, FileBytes);
            file.Flush();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the contents.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(byte[] contents)
    {
        if (contents.Length > MostContents) throw new ArgumentOutOfRangeException(nameof(contents));
        var record = new byte[HeaderBytes + contents.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, CurrentVersion);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), contents.Length);
        HashOf(contents).AsSpan(0, HashBytes).CopyTo(record.AsSpan(8));
        contents.CopyTo(record, HeaderBytes);
        file.Position = 0;
        file.Write(record, 0, record.Length);
        file.Flush();
    }

    /// <summary>The contents; null when there are none, or when a later version wrote them.</summary>
    public static byte[]? Read(string path)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
            if (TryRead(path, out var contents)) return contents;
        return null;
    }

    /// <summary>Closes the file; it stays.</summary>
    public void Dispose() => file.Dispose();

    static bool TryRead(string path, out byte[]? contents)
    {
        contents = null;
        var record = new byte[FileBytes];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            for (var length = 0; length < FileBytes;)
            {
                var read = file.Read(record, length, FileBytes - length);
                if (read == 0) return true;
                length += read;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
        if (BinaryPrimitives.ReadInt32LittleEndian(record) != CurrentVersion) return true;
        var size = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(4));
        if (size is < 0 or > MostContents) return false;
        var found = record.AsSpan(HeaderBytes, size).ToArray();
        if (!HashOf(found).AsSpan(0, HashBytes).SequenceEqual(record.AsSpan(8, HashBytes))) return false;
        contents = found;
        return true;
    }

    static byte[] HashOf(byte[] contents)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(contents);
        return sha.GetHashAndReset();
    }
}
