using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>Small files that are read and written as a whole, relative to an open folder.</summary>
static class WholeFile
{
    /// <summary>
    /// Reads a file. Anything but a regular file is a failure (EntryException), so that neither a link nor a pipe
    /// can lead or stop the reader.
    /// </summary>
    /// <returns>Null when there is no such entry.</returns>
    /// <exception cref="FormatException">The file is longer than the limit.</exception>
    public static byte[]? Read(FolderHandle folder, ReadOnlySpan<byte> name, int limit)
    {
        var facts = folder.Look(name);
        if (facts is null) return null;
        if (facts.Value.Kind != EntryKind.File)
            throw new EntryException(ProblemOf(facts.Value.Kind), facts.Value.Kind.ToString(), EntryOperation.Read);
        if (facts.Value.Size > limit) throw TooLong(limit);
        using var file = folder.OpenFile(name);
        // The size is what it was a moment ago: one byte more tells whether it still holds.
        var buffer = new byte[facts.Value.Size + 1];
        var length = 0;
        while (file.Read(buffer.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
            if (length > limit) throw TooLong(limit);
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
        }
        return buffer.AsSpan(0, length).ToArray();
    }

    /// <summary>
    /// Writes a file so that a crash leaves the old contents or the new ones: a new file beside it, flushed, then
    /// renamed. Two writers of the same file must keep each other out.
    /// </summary>
    public static void Replace(FolderHandle folder, byte[] name, ReadOnlySpan<byte> contents)
    {
        byte[] temporary = [.. name, .. ".new"u8];
        if (folder.Look(temporary) is { } leftover) folder.Remove(temporary, leftover.Kind);
        using (var file = folder.CreateFile(temporary))
        {
            file.Write(contents, 0);
            file.Flush();
        }
        folder.Rename(temporary, folder, name, replace: true);
    }

    static IoProblem ProblemOf(EntryKind kind) => kind switch
    {
        EntryKind.Folder => IoProblem.IsAFolder,
        EntryKind.Link => IoProblem.LinkInTheWay,
        _ => IoProblem.NotSupported,
    };

    static FormatException TooLong(int limit) => new("longer than " + limit + " bytes");
}
