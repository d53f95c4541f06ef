using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;
using Clone.Engine.Objects;
using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// What is known of a copy, stored beside it: <c>CloneForWindows/catalogue/STAMP/</c> has numbered pieces and, last of all, a
/// piece that says how many they are. A machine that knows nothing reads it in place of asking object by object. It is never
/// believed by itself: a row counts for an object of its key, size and ETag.
/// </summary>
/// <remarks>
/// A piece is gzip over rows, each a key's length (2 bytes, little-endian), the key, a value's length (2 bytes) and the value
/// (<see cref="ObjectRecord"/>).
/// </remarks>
sealed class Catalogue(ObjectPlace place)
{
    const int RowsOfPiece = 50_000;
    const string Last = "complete";
    const string Head = "clone-catalogue 1 ";

    /// <summary>A piece is at most 50,000 rows of less than 2 KiB each, and mostly a hundredth of that.</summary>
    const int MostPieceBytes = 128 << 20;

    string Prefix => PrefixOf(place.Keys);

    /// <summary>What the keys of all catalogues begin with.</summary>
    public static string PrefixOf(ObjectKeys keys) => keys.Own("catalogue/");

    /// <summary>Whether a key is that of the piece that says that a catalogue is whole.</summary>
    public static bool IsLast(string key) => key.EndsWith("/" + Last, StringComparison.Ordinal);

    /// <summary>Stores what is known, and removes the catalogues of earlier runs but those that are asked to stay.</summary>
    /// <param name="moment">The time of the run.</param>
    /// <param name="keepsFrom">Copies as of this time and later are to be had; null for none.</param>
    /// <param name="cancellation">Stops; a catalogue without its last piece is none.</param>
    public async Task WriteAsync(DateTimeOffset moment, DateTimeOffset? keepsFrom, CancellationToken cancellation)
    {
        var folder = Prefix + KeptStamp.Of(moment) + "/";
        var former = await FindAsync(cancellation).ConfigureAwait(false);
        var pieces = 0;
        using (var cursor = place.Tables.Objects.Read())
        {
            for (var more = cursor.MoveNext(); more || pieces == 0;)
            {
                var piece = Pack(cursor, ref more);
                var key = folder + (++pieces).ToString("D6", CultureInfo.InvariantCulture);
                await PutAsync(key, piece, cancellation).ConfigureAwait(false);
            }
        }
        var text = Head + pieces.ToString(CultureInfo.InvariantCulture);
        await PutAsync(folder + Last, Encoding.ASCII.GetBytes(text), cancellation).ConfigureAwait(false);
        // The last one before that time says how things were then.
        var needed = former.Keys.Where(time => time <= keepsFrom).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var over = former.Where(one => one.Key != moment && (keepsFrom is null || one.Key < needed)).SelectMany(one => one.Value).ToList();
        if (over.Count == 0) return;
        foreach (var result in await place.Store.DeleteAsync(over, cancellation).ConfigureAwait(false))
            if (result.Failure is { } failure) throw failure;
    }

    /// <summary>Reads the newest catalogue of a time or before into the table of what is known; false when there is none.</summary>
    /// <param name="notAfter">The time; null for the newest.</param>
    /// <param name="into">The table.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="EntryException">It cannot be read.</exception>
    public async Task<bool> ReadAsync(DateTimeOffset? notAfter, ISortedTable into, CancellationToken cancellation)
    {
        var moments = await FindAsync(cancellation).ConfigureAwait(false);
        foreach (var moment in moments.Keys.Where(time => notAfter is null || time <= notAfter).OrderByDescending(time => time))
            if (await ReadAsync(Prefix + KeptStamp.Of(moment) + "/", into, cancellation).ConfigureAwait(false)) return true;
        return false;
    }

    /// <summary>The times of the catalogues that are there, whole or not.</summary>
    public async Task<IReadOnlyCollection<DateTimeOffset>> MomentsAsync(CancellationToken cancellation) =>
        (await FindAsync(cancellation).ConfigureAwait(false)).Keys;

    /// <summary>The catalogues that are there, whole or not, by their times.</summary>
    async Task<SortedDictionary<DateTimeOffset, List<ObjectVersion>>> FindAsync(CancellationToken cancellation)
    {
        var found = new SortedDictionary<DateTimeOffset, List<ObjectVersion>>();
        await foreach (var page in place.Store.ListAsync(new KeyRange(Prefix), cancellation).ConfigureAwait(false))
        {
            foreach (var info in page)
            {
                if (ObjectKept.MomentOf(info.Key.Substring(Prefix.Length)) is not { } moment) continue;
                if (!found.TryGetValue(moment, out var pieces)) found[moment] = pieces = [];
                pieces.Add(new ObjectVersion(info.Key));
            }
        }
        return found;
    }

    async Task<bool> ReadAsync(string folder, ISortedTable into, CancellationToken cancellation)
    {
        try
        {
            var text = Encoding.ASCII.GetString(await GetAsync(folder + Last, MostHead, cancellation).ConfigureAwait(false));
            if (!text.StartsWith(Head, StringComparison.Ordinal)) return false;
            var number = text.Replace(Head, "");
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces)) return false;
            for (var i = 1; i <= pieces; i++)
            {
                var key = folder + i.ToString("D6", CultureInfo.InvariantCulture);
                var changes = Unpack(await GetAsync(key, MostPieceBytes, cancellation).ConfigureAwait(false));
                into.Apply(changes);
            }
            return true;
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return false;
        }
        catch (InvalidDataException)
        {
            // Damaged, or somebody's own: without it the objects are asked.
            return false;
        }
    }

    const int MostHead = 1024;

    static byte[] Pack(TableCursor cursor, ref bool more)
    {
        var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var rows = 0; more && rows < RowsOfPiece; rows++, more = cursor.MoveNext())
            {
                Write(zip, cursor.Key);
                Write(zip, cursor.Value);
            }
        }
        return bytes.ToArray();
    }

    static void Write(Stream to, ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[bytes.Length + 2];
        buffer[0] = (byte)bytes.Length;
        buffer[1] = (byte)(bytes.Length >> 8);
        bytes.CopyTo(buffer.AsSpan(2));
        to.Write(buffer, 0, buffer.Length);
    }

    /// <summary>The rows of a piece; those that no version would write are passed over.</summary>
    static TableChanges Unpack(byte[] piece)
    {
        var changes = new TableChanges();
        using var zip = new GZipStream(new MemoryStream(piece), CompressionMode.Decompress);
        for (var rows = 0; rows < RowsOfPiece && Read(zip) is { } key; rows++)
        {
            var value = Read(zip) ?? throw new InvalidDataException("ends within a row");
            if (IsPath(key) && ObjectRecord.TryRead(value, out _)) changes.Put(key, value);
            if (changes.Bytes > MostPieceBytes) throw new InvalidDataException("size");
        }
        return changes;
    }

    /// <summary>What lies in a bucket is untrusted: no row becomes a path that could lead out of its folder.</summary>
    static bool IsPath(ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("/"u8)) return true;
        var rest = EntryOrder.IsFolder(key) ? key.Slice(0, key.Length - 1) : key;
        for (int cut; (cut = rest.IndexOf((byte)'/')) >= 0; rest = rest.Slice(cut + 1))
            if (!EntryPath.IsSafeName(rest.Slice(0, cut))) return false;
        return EntryPath.IsSafeName(rest);
    }

    static byte[]? Read(Stream from)
    {
        var low = from.ReadByte();
        if (low < 0) return null;
        var high = from.ReadByte();
        var bytes = new byte[high < 0 ? 0 : low | high << 8];
        for (var at = 0; at < bytes.Length;)
        {
            var read = from.Read(bytes, at, bytes.Length - at);
            if (read == 0) throw new InvalidDataException("ends within a row");
            at += read;
        }
        return bytes;
    }

    Task<StoredObject> PutAsync(string key, byte[] contents, CancellationToken cancellation) =>
        place.Store.PutAsync(key, ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, cancellation);

    async Task<byte[]> GetAsync(string key, int most, CancellationToken cancellation)
    {
        var (info, contents) = await WholeObject.ReadAsync(place.Store, key, most, cancellation).ConfigureAwait(false);
        return contents ?? throw new InvalidDataException("size " + info.Size);
    }
}
