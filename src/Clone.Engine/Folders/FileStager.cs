using System;
using System.Buffers;
using System.Threading;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Writes one file or link under a temporary name, with its facets. What it returns was read whole from a file that
/// did not change meanwhile, and has the size at the destination that was read.
/// </summary>
sealed class FileStager(DestinationCapabilities capabilities, bool flushesEach)
{
    const int SmallBuffer = 64 * 1024;
    const int LargeBuffer = 1024 * 1024;
    const uint ReadAndWrite = 0x1B6; // 0666

    /// <summary>What contents pass before they are written; null where nothing holds them up.</summary>
    public BandwidthGate? Gate { get; init; }

    /// <summary>Knows the older states of large files; null where nothing is known of them.</summary>
    public StageTargets? Targets { get; init; }

    /// <summary>Makes files that have no name yet; null where that cannot be done.</summary>
    public UnnamedFiles? Unnamed { get; init; }

    /// <summary>As <see cref="FolderDestination.ModeOfNew"/>.</summary>
    public uint? ModeOfNew { get; init; }

    public StagedItem StageFile(
        IEntryHolder source, EntryPath path, FolderHandle folder, EntryFacts? replaces, byte[] temporary, bool readsBack,
        Action<int> onBytes, CancellationToken cancellation)
    {
        using var reader = source.OpenFile(path);
        var before = reader.Look();
        using var target = Targets?.Open(reader, path, folder, before, replaces, temporary, cancellation)
            ?? (replaces is null && !readsBack ? CreateUnnamed(folder, before) : null)
            ?? new StageTarget(folder.CreateFile(temporary), temporary);
        var writer = target.Writer;
        using var hash = readsBack ? new ContentHash() : null;
        var written = Copy(reader, target, hash, before, out var blocks, onBytes, cancellation);
        var streams = reader.Streams();
        var keepsStreams = (capabilities.Keeps & FacetMask.Streams) != 0;
        if (keepsStreams) written += StreamCopier.Copy(reader, writer, streams, Gate, onBytes, cancellation);
        var after = reader.Look();
        if (!IsUnchanged(before, after))
            throw new EntryException(IoProblem.ChangedWhileRead, "CHANGED", EntryOperation.Read);
        var checksum = hash?.Finish(before.Size);
        if (checksum is not null && keepsStreams) ReadBack.CheckStreams(reader, streams, folder, target.Name, cancellation);
        if (checksum is not null && before.Size >= LargeBuffer)
        {
            // A large file is worth a flush of its own, and here a stop of the run need not wait for it.
            writer.Flush();
            ReadBack.Check(folder, target.Name, checksum, cancellation);
            checksum = null;
        }
        writer.SetFacets(in after, capabilities.Keeps);
        if (target.Undo is null && ModeOfNew is { } mode)
            writer.SetFacets(after with { Attributes = mode & ReadAndWrite }, FacetMask.Attributes);
        if (flushesEach) writer.Flush();
        var stored = writer.Look();
        if (stored.Size != after.Size) throw new EntryException(IoProblem.WrittenWrong, "SIZE", EntryOperation.Write);
        target.IsComplete = true;
        return new StagedItem
        {
            Path = path,
            Source = after,
            Placed = new PlacedEntry(Placement.Written, stored with { Changed = 0 }) { StreamsLeft = keepsStreams ? 0 : streams.Count },
            TemporaryName = target.Undo is null && target.Unnamed is null ? temporary : null,
            Unnamed = target.Unnamed is null ? null : writer,
            Bytes = written,
            Checksum = checksum,
            Blocks = blocks,
            Undo = target.Undo,
        };
    }

    public StagedItem StageLink(
        IEntryHolder source, EntryPath path, FolderHandle folder, byte[] temporary, IPlacementRules? rules,
        EntryFacts facts)
    {
        var target = source.ReadLink(path);
        rules?.CheckLink(path, target);
        folder.CreateLink(temporary, target);
        var mask = capabilities.Keeps & ~FacetMask.Attributes;
        if (!capabilities.KeepsLinkTimes) mask &= ~(FacetMask.Modified | FacetMask.Created);
        if (mask != FacetMask.None) folder.SetFacets(temporary, in facts, mask);
        return new StagedItem
        {
            Path = path,
            Source = facts,
            Placed = new PlacedEntry(Placement.Written, (folder.Look(temporary) ?? facts) with { Changed = 0 }),
            TemporaryName = temporary,
        };
    }

    /// <summary>Small new files need no name while they wait. A large one has one, so that its room can be seen to be taken.</summary>
    StageTarget? CreateUnnamed(FolderHandle folder, in EntryFacts source) =>
        source.Size < LargeBuffer && Unnamed?.TryCreate(folder) is { } file ? new StageTarget(file, []) { Unnamed = Unnamed } : null;

    static bool IsUnchanged(in EntryFacts before, in EntryFacts after) =>
        before.Kind == EntryKind.File && before.Size == after.Size && before.Modified == after.Modified
        && before.Changed == after.Changed;

    long Copy(
        FileReader reader, StageTarget target, ContentHash? hash, in EntryFacts source, out BlockSums? blocks, Action<int> onBytes,
        CancellationToken cancellation)
    {
        var (writer, size) = (target.Writer, source.Size);
        blocks = null;
        if (Targets?.BlockBytesOf(source, target.Old) is { } blockBytes)
        {
            var copier = new BlockCopier(reader, writer, target.Old, hash, onBytes) { Gate = Gate };
            blocks = copier.Run(size, blockBytes, cancellation);
            return copier.Written;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(size < LargeBuffer ? SmallBuffer : LargeBuffer);
        try
        {
            return reader.IsSparse
                ? CopyRanges(reader, writer, hash, size, buffer, onBytes, cancellation)
                : CopyRange(reader, writer, hash, 0, size, buffer, onBytes, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    long CopyRanges(
        FileReader reader, FileWriter writer, ContentHash? hash, long size, byte[] buffer, Action<int> onBytes,
        CancellationToken cancellation)
    {
        writer.MakeSparse();
        var written = 0L;
        for (var offset = 0L; offset < size && reader.NextData(offset, out var start, out var end); offset = end)
            written += CopyRange(reader, writer, hash, start, Math.Min(end, size), buffer, onBytes, cancellation);
        writer.SetLength(size);
        return written;
    }

    long CopyRange(
        FileReader reader, FileWriter writer, ContentHash? hash, long start, long end, byte[] buffer, Action<int> onBytes,
        CancellationToken cancellation)
    {
        var offset = start;
        while (offset < end)
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(buffer.Length, end - offset);
            var read = reader.Read(buffer.AsSpan(0, Gate?.Admit(wanted, cancellation) ?? wanted), offset);
            if (read == 0) throw new EntryException(IoProblem.ChangedWhileRead, "SHORTER", EntryOperation.Read);
            writer.Write(buffer.AsSpan(0, read), offset);
            hash?.Add(buffer.AsSpan(0, read), offset);
            offset += read;
            onBytes(read);
        }
        return offset - start;
    }
}
