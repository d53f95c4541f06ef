using System;
using System.Buffers.Text;
using System.Collections.Generic;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Kept;

/// <summary>
/// The paths that one run made at a destination, so that a restore as of an earlier time leaves them out. A path may
/// stand in it that was never made: it is written down before. The file: a line <c>clone-created 1 DAYS</c>, then each
/// path in WTF-8, ended by a byte 0.
/// </summary>
sealed class CreatedList : IDisposable
{
    /// <summary>How the names of such files end, after the stamp of the run.</summary>
    public const string Ending = ".created";

    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Longest path that is read, in bytes.</summary>
    const int MostPathBytes = 128 * 1024;

    const int ReadAtOnce = 256 * 1024;

    readonly FileWriter file;
    readonly object gate = new();
    byte[] buffer = new byte[4096];
    int used;
    long written;

    CreatedList(FileWriter file) => this.file = file;

    static ReadOnlySpan<byte> Title => "clone-created "u8;

    /// <summary>Begins the list of a run.</summary>
    /// <param name="folder">The store.</param>
    /// <param name="moment">The moment of the run.</param>
    /// <param name="days">For how many days what the run kept is to stay.</param>
    public static CreatedList Begin(FolderHandle folder, DateTimeOffset moment, int days)
    {
        var list = new CreatedList(folder.CreateFile(Wtf8.Encode(KeptStamp.Of(moment) + Ending)));
        list.Put(Wtf8.Encode("clone-created " + CurrentVersion + " " + days + "\n"));
        list.Write();
        return list;
    }

    /// <summary>Takes a path down; it is in the file after <see cref="Write"/>.</summary>
    public void Add(EntryPath path)
    {
        lock (gate)
        {
            Put(path.Bytes);
            Put([0]);
        }
    }

    /// <summary>Writes what was taken down, and brings it to the disk.</summary>
    public void Write()
    {
        lock (gate)
        {
            if (used == 0) return;
            file.Write(buffer.AsSpan(0, used), written);
            written += used;
            used = 0;
            file.Flush();
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            Write();
        }
        catch (EntryException)
        {
            // What it would have said was written before it was made; only a path that was never made can be missing.
        }
        file.Dispose();
    }

    /// <summary>The days in the head of a list; null when there is none that can be understood.</summary>
    public static int? DaysOf(FolderHandle folder, DateTimeOffset moment)
    {
        try
        {
            using var file = folder.OpenFile(Wtf8.Encode(KeptStamp.Of(moment) + Ending));
            var head = new byte[64];
            return TryReadHead(head.AsSpan(0, file.Read(head, 0)), out var days, out _) ? days : null;
        }
        catch (EntryException)
        {
            return null;
        }
    }

    /// <summary>The paths of a list; none when there is no list of that moment.</summary>
    /// <exception cref="FormatException">The list is damaged, or of a newer version.</exception>
    /// <exception cref="EntryException">It cannot be read.</exception>
    public static IEnumerable<EntryPath> Read(FolderHandle folder, DateTimeOffset moment)
    {
        var name = Wtf8.Encode(KeptStamp.Of(moment) + Ending);
        if (folder.Look(name) is null) yield break;
        using var file = folder.OpenFile(name);
        var bytes = new byte[ReadAtOnce];
        var (filled, offset, inHead) = (0, 0L, true);
        while (true)
        {
            var read = file.Read(bytes.AsSpan(filled), offset);
            offset += read;
            filled += read;
            var start = 0;
            if (inHead)
            {
                if (!TryReadHead(bytes.AsSpan(0, filled), out _, out start)) throw new FormatException(KeptStamp.Of(moment) + Ending);
                inHead = false;
            }
            for (int end; (end = Array.IndexOf(bytes, (byte)0, start, filled - start)) >= 0; start = end + 1)
                if (end > start) yield return new EntryPath(bytes.AsSpan(start, end - start).ToArray());
            // What a run that was cut off left without an end was not made either.
            if (read == 0) yield break;
            filled -= start;
            if (filled > MostPathBytes) throw new FormatException(KeptStamp.Of(moment) + Ending);
            bytes.AsSpan(start, filled).CopyTo(bytes);
        }
    }

    static bool TryReadHead(ReadOnlySpan<byte> bytes, out int days, out int length)
    {
        (days, length) = (0, bytes.IndexOf((byte)'\n') + 1);
        if (length == 0 || !bytes.StartsWith(Title)) return false;
        var rest = bytes.Slice(Title.Length, length - 1 - Title.Length);
        return Utf8Parser.TryParse(rest, out int version, out var used) && version is >= 1 and <= CurrentVersion
            && used < rest.Length && Utf8Parser.TryParse(rest.Slice(used + 1), out days, out _);
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }
}
