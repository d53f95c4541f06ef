using System;
using System.Buffers.Binary;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>What is known of entries wherever they are moved on their volume.</summary>
/// <param name="Entries">The rows of the index.</param>
/// <param name="Folders">The keys of folders by their file ids at the source; some may be out of date.</param>
/// <param name="Until">What came into being later is unknown; UTC, in ticks as of <see cref="EntryFacts"/>.</param>
sealed record MoveKnowledge(ISortedTable Entries, ISortedTable Folders, long Until)
{
    /// <summary>
    /// Whether an entry of the source may be known under another path. A file id alone proves nothing, since a file system
    /// gives it to new files when the old one is removed; with the time of creation it does.
    /// </summary>
    public bool MayKnow(in EntryFacts source) => source.FileId != 0 && source.Created != 0 && source.Created < Until;

    /// <summary>What makes a file the same whatever its path: file id, creation time, size, time of its last change; 32 bytes.</summary>
    public static byte[] IdentityOf(in EntryFacts facts)
    {
        var identity = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(identity, facts.FileId);
        BinaryPrimitives.WriteInt64BigEndian(identity.AsSpan(8), facts.Created);
        BinaryPrimitives.WriteInt64BigEndian(identity.AsSpan(16), facts.Size);
        BinaryPrimitives.WriteInt64BigEndian(identity.AsSpan(24), facts.Modified);
        return identity;
    }

    /// <summary>The former path and the row of a folder of the source that has left that path; null when it is not known.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="source">Tells whether it is under its former path still.</param>
    /// <param name="foldsCase">The destination folds case; there such a folder is renamed by other rules when its case alone changed.</param>
    public (EntryPath Path, IndexRow Row)? FindFolder(EntryPath path, in EntryFacts facts, IReadableTree source, bool foldsCase)
    {
        if (!MayKnow(facts) || Folders.Get(IndexWriter.FolderKey(facts.FileId)) is not { } key) return null;
        var former = EntryOrder.PathOf(key);
        if (former == path || former.IsWithin(path) || path.IsWithin(former)) return null;
        if (foldsCase && string.Equals(path.ToString(), former.ToString(), StringComparison.OrdinalIgnoreCase)) return null;
        if (Entries.Get(key) is not { } bytes || !IndexRow.TryRead(bytes, out var row)) return null;
        if (row.Source.FileId != facts.FileId || row.Source.Created != facts.Created) return null;
        return HasLeft(source, former, facts.FileId) ? (former, row) : null;
    }

    /// <summary>Whether the source has nothing under the path any more, or another folder.</summary>
    static bool HasLeft(IReadableTree source, EntryPath path, ulong fileId)
    {
        try
        {
            return source.HolderOf(path).Look(path) is not { } now || now.FileId != fileId;
        }
        catch (EntryException e)
        {
            return e.Problem is IoProblem.NotFound or IoProblem.NotAFolder;
        }
    }
}
