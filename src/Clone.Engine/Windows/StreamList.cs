using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Windows;

/// <summary>The answer that lists the streams of a file.</summary>
static class StreamList
{
    const string Contents = "::$DATA";

    /// <summary>All streams but the contents themselves. An answer that contradicts itself is an error.</summary>
    public static IReadOnlyList<NamedStream> Parse(ReadOnlySpan<byte> answer)
    {
        List<NamedStream> streams = [];
        while (!answer.IsEmpty)
        {
            if (answer.Length < FileStreamInformation.NameOffset) throw Damaged();
            var entry = MemoryMarshal.Read<FileStreamInformation>(answer);
            var name = answer.Slice(FileStreamInformation.NameOffset);
            if (entry.StreamNameLength > name.Length || entry.StreamSize < 0) throw Damaged();
            var text = MemoryMarshal.Cast<byte, char>(name.Slice(0, (int)entry.StreamNameLength)).ToString();
            if (text.Length > 0 && text != Contents) streams.Add(new NamedStream(text, entry.StreamSize));
            if (entry.NextEntryOffset == 0) break;
            if (entry.NextEntryOffset < FileStreamInformation.NameOffset || entry.NextEntryOffset > answer.Length) throw Damaged();
            answer = answer.Slice((int)entry.NextEntryOffset);
        }
        return streams;
    }

    static EntryException Damaged() => WindowsErrors.OfCode(58, EntryOperation.Read);
}
