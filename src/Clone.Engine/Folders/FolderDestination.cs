using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Kept;
using Clone.Engine.Machine;

namespace Clone.Engine.Folders;

/// <summary>
/// A folder as a destination. Files are written under temporary names in the folder that is to hold them; a group of
/// them is flushed at once and then renamed, so that a reader, and a power cut, find the old file or the new one.
/// </summary>
public sealed class FolderDestination : IDestination
{
    /// <summary>On Unix the bits that let us write into a folder until its own mode is set; none on Windows.</summary>
    static readonly uint OwnerMayAll = Path.DirectorySeparatorChar == '/' ? 0x1C0u : 0u;

    /// <summary>Below this number of items a second thread costs more than it saves.</summary>
    const int FewestForTwo = 256;

    readonly FolderTree tree;
    readonly TemporaryNames names;
    readonly bool flushesEach;
    readonly UnflushedNames? unflushed;
    readonly NameClaim claim;
    readonly SpelledFolders spelled;
    readonly UnnamedFiles? unnamed;
    FileStager? stager;

    /// <summary>Takes the open root over.</summary>
    /// <param name="root">The destination's root.</param>
    /// <param name="capabilities">What it can do (see <see cref="CapabilityProbe"/>).</param>
    /// <param name="names">The temporary names of this run.</param>
    public FolderDestination(FolderHandle root, DestinationCapabilities capabilities, TemporaryNames names)
    {
        tree = new FolderTree(root);
        spelled = new SpelledFolders(tree);
        this.names = names;
        Capabilities = capabilities;
        unnamed = capabilities.HasUnnamedFiles ? new UnnamedFiles(OpenFiles.Most() / UnnamedFiles.ShareOfOpenFiles) : null;
        try
        {
            var flushesWhole = root.FlushVolume();
            flushesEach = !flushesWhole || capabilities.IsRemovable;
            unflushed = flushesWhole ? null : new UnflushedNames(tree);
        }
        catch
        {
            // The root was taken over.
            root.Dispose();
            throw;
        }
        claim = new NameClaim(capabilities);
    }

    /// <summary>
    /// Whether an item that stands in its place already, perhaps under a name in another case, is taken as it is when
    /// size and time agree. Else it is given its name, and its contents are sent.
    /// </summary>
    public bool Adopts { get; init; } = true;

    /// <summary>Keeps what is removed and replaced; null where nothing is to be kept.</summary>
    internal KeptFiles? Kept { get; init; }

    /// <summary>The block indexes of large files; null where none are kept, and all files are copied whole.</summary>
    internal BlockShelf? Blocks { get; init; }

    /// <summary>Journals for large files that are changed in their places; null where that is not allowed.</summary>
    internal UndoFolder? Undo { get; init; }

    /// <summary>Asked for each file whether it is read back and compared before it gets its name; null for never.</summary>
    public Func<bool>? ReadsBack { get; init; }

    /// <summary>What must not be made here; null when everything may.</summary>
    internal IPlacementRules? Rules { get; init; }

    /// <summary>
    /// Unix: the permission bits of new files and folders where the mode is not kept; a file takes those of reading and
    /// writing. Null leaves them open to their owner alone.
    /// </summary>
    public uint? ModeOfNew { get; init; }

    /// <summary>Threads that list ahead of the reader; 0: he lists each folder himself.</summary>
    public int Listers { get; init; } = new WalkOptions().Workers;

    /// <summary>Begins them, and others that the destination needs.</summary>
    public WorkThreads Threads { get; init; } = WorkThreads.Usual;

    /// <summary>What all contents pass before they are written; null where nothing holds them up.</summary>
    public BandwidthGate? Gate { get; init; }

    /// <inheritdoc/>
    public DestinationCapabilities Capabilities { get; }

    /// <summary>The root.</summary>
    public FolderHandle Root => tree.Root;

    /// <inheritdoc/>
    public IAsyncEnumerable<EntryBatch> ListAsync(
        EntryScope scope, Action<EntryPath, EntryException> onUnreadable, CancellationToken cancellation) =>
        new FolderWalk(tree, scope, new WalkOptions { OnUnreadable = onUnreadable, Workers = Listers, Threads = Threads }).ReadAsync(cancellation);

    /// <inheritdoc/>
    public EntryFacts LookAtRoot() => tree.Root.LookAtSelf();

    /// <inheritdoc/>
    public ValueTask<EntryFacts?> LookAsync(EntryPath path)
    {
        try
        {
            using var parent = tree.Open(path.Parent);
            return new(parent.Folder.Look(path.Name));
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder)
        {
            return new((EntryFacts?)null);
        }
    }

    /// <inheritdoc/>
    public long? FreeBytes() => tree.Root.FreeBytes();

    /// <inheritdoc/>
    public ValueTask<PlacedEntry> CreateFolderAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, CancellationToken cancellation)
    {
        Rules?.CheckName(path.Name, EntryOperation.CreateFolder);
        using var parent = FolderNaming.OpenParent(tree, path);
        var how = Placement.Written;
        Kept?.AddCreated(path);
        try
        {
            parent.Folder.CreateFolder(path.Name);
        }
        catch (EntryException e) when (e.Problem == IoProblem.AlreadyExists)
        {
            how = NameClaim.TakeFolder(tree, source, parent.Folder, path, e);
            if (how == Placement.Renamed) spelled.Forget();
        }
        // One of that name may have been open until somebody removed it.
        if (how == Placement.Written) tree.Forget(path, Capabilities.FoldsCase);
        unflushed?.Add(path.Parent);
        var open = facts with { Attributes = facts.Attributes | OwnerMayAll };
        var mask = Capabilities.Keeps & (FacetMask.Attributes | FacetMask.Owner);
        if (mask != FacetMask.None) parent.Folder.SetFacets(path.Name, in open, mask);
        if (how == Placement.Written && ModeOfNew is { } mode)
            parent.Folder.SetFacets(path.Name, facts with { Attributes = mode | OwnerMayAll }, FacetMask.Attributes);
        return new(new PlacedEntry(how, parent.Folder.Look(path.Name) ?? facts));
    }

    /// <inheritdoc/>
    public ValueTask<StagedItem> StageAsync(
        IEntryHolder source, EntryPath path, EntryFacts facts, EntryFacts? replaces, Action<int> onBytes,
        CancellationToken cancellation)
    {
        if (facts.Size > Capabilities.MaxFileSize && facts.Kind == EntryKind.File)
            throw new EntryException(IoProblem.FileTooLarge, "EFBIG", EntryOperation.Write);
        Rules?.CheckName(path.Name, EntryOperation.Write);
        using var parent = FolderNaming.OpenParent(tree, path);
        if (claim.FindPlaced(source, parent.Folder, path, facts, replaces, Adopts) is { } placed)
            return new(new StagedItem { Path = path, Source = facts, Placed = placed });
        var name = names.Next();
        try
        {
            var staged = facts.Kind == EntryKind.Link
                ? Stager.StageLink(source, path, parent.Folder, name, Rules, facts)
                : Stager.StageFile(source, path, parent.Folder, replaces, name, ReadsBack?.Invoke() == true, onBytes, cancellation);
            return new(staged with { Replaces = replaces is not null });
        }
        catch (EntryException e) when (e is { Problem: IoProblem.NotFound, Operation: EntryOperation.Write or EntryOperation.CreateLink })
        {
            // The folder is gone, though it is still open.
            tree.Forget(path.Parent, Capabilities.FoldsCase);
            throw new EntryException(IoProblem.ParentMissing, e.Code, e.Operation, e);
        }
        catch
        {
            FolderNaming.Discard(parent.Folder, name, names);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(IReadOnlyList<StagedItem> items, Action<StagedItem, EntryException?> onItem)
    {
        if (unflushed is not null) onItem = Noting(unflushed, onItem);
        var naming = new FolderNaming(tree, Kept, Undo, names, unnamed);
        var failure = naming.NoteCreated(items) ?? Flush();
        // Where case is folded the order decides which of two spellings gets a name.
        if (items.Count < FewestForTwo || Capabilities.FoldsCase)
        {
            naming.Name(items, 0, items.Count, failure, onItem);
            return;
        }
        // Nobody else works while a run's last group gets its names. Consecutive items mostly share a folder, which
        // the system changes by one at a time, so each thread takes a half as it stands.
        var half = items.Count / 2;
        var other = Threads.Run(() => naming.Name(items, half, items.Count, failure, onItem));
        try
        {
            naming.Name(items, 0, half, failure, onItem);
        }
        finally
        {
            await other.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask MoveAsync(IReadOnlyList<EntryMove> moves, Action<EntryMove, EntryFacts?> onItem)
    {
        new FolderMover(tree, spelled, Capabilities, Kept).Move(moves, unflushed is null ? onItem : Noting(unflushed, onItem));
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<PlacedEntry> SettleFolderAsync(IEntryHolder source, EntryPath path, EntryFacts facts, FacetMask mask)
    {
        EntryException? failure = null;
        var left = 0;
        try
        {
            left = StreamCopier.Bring(source, tree, path, facts, mask, Capabilities.Keeps);
        }
        catch (EntryException e)
        {
            failure = e;
        }
        var stored = await SetFacetsAsync(path, facts, mask, CancellationToken.None).ConfigureAwait(false);
        return failure is null ? new PlacedEntry(Placement.Written, stored) { StreamsLeft = left } : throw failure;
    }

    /// <inheritdoc/>
    public ValueTask<EntryFacts> SetFacetsAsync(
        EntryPath path, EntryFacts facts, FacetMask mask, CancellationToken cancellation)
    {
        if (path.IsRoot)
        {
            tree.Root.SetOwnFacets(in facts, mask);
            return new(tree.Root.LookAtSelf());
        }
        using var parent = tree.Open(path.Parent);
        // What took its place since is not to get its times.
        if (parent.Folder.Look(path.Name)?.Kind != facts.Kind) throw new EntryException(IoProblem.NotFound, "ENOENT", EntryOperation.SetFacets);
        parent.Folder.SetFacets(path.Name, in facts, mask);
        return new(parent.Folder.Look(path.Name) ?? facts);
    }

    /// <inheritdoc/>
    public ValueTask<RemovalOutcome> RemoveAsync(EntryPath path, EntryFacts seen, CancellationToken cancellation)
    {
        if (TryOpen(path.Parent) is not { } lease) return new(RemovalOutcome.WasGone);
        using var parent = lease;
        var stored = parent.Folder.StoredName(path.Name);
        if (stored is null) return new(RemovalOutcome.WasGone);
        if (!path.Name.SequenceEqual(stored)) return new(RemovalOutcome.IsAnother);
        if (Capabilities.FoldsCase && !spelled.Contains(path.Parent)) return new(RemovalOutcome.IsAnother);
        if (parent.Folder.Look(path.Name) is not { } now) return new(RemovalOutcome.WasGone);
        if (now.Kind != seen.Kind || !IsSameEntry(seen, now)) return new(RemovalOutcome.IsAnother);
        if (now.Kind == EntryKind.Folder) tree.Forget(path, Capabilities.FoldsCase);
        try
        {
            Remove(parent.Folder, path, now);
            unflushed?.Add(path.Parent);
            return new(RemovalOutcome.Removed);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return new(RemovalOutcome.WasGone);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotEmpty)
        {
            return new(RemovalOutcome.HoldsOthers);
        }
    }

    /// <summary>Whether another volume is mounted at a folder here.</summary>
    internal bool IsVolumeRoot(EntryPath folder)
    {
        try
        {
            using var open = tree.OpenOnce(folder);
            return open.IsVolumeRoot();
        }
        catch (EntryException)
        {
            // What cannot be opened cannot be listed either, and so is not emptied.
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync()
    {
        if (Flush() is { } failure) throw failure;
        unflushed?.Flush();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kept?.Dispose();
        Undo?.Dispose();
        tree.Dispose();
        return default;
    }

    FileStager Stager => stager ??= new FileStager(Capabilities, flushesEach)
    {
        Gate = Gate,
        Unnamed = unnamed,
        ModeOfNew = ModeOfNew,
        Targets = Blocks is null ? null : new StageTargets(Blocks, Undo, Capabilities),
    };

    static Action<StagedItem, EntryException?> Noting(UnflushedNames unflushed, Action<StagedItem, EntryException?> onItem) => (item, failure) =>
    {
        if (failure is null && item.Waits) unflushed.Add(item.Path.Parent);
        onItem(item, failure);
    };

    static Action<EntryMove, EntryFacts?> Noting(UnflushedNames unflushed, Action<EntryMove, EntryFacts?> onItem) => (move, facts) =>
    {
        if (facts is not null)
        {
            unflushed.Add(move.From.Parent);
            unflushed.Add(move.To.Parent);
        }
        onItem(move, facts);
    };

    /// <summary>Opens a folder; null when it is gone, and all that was in it.</summary>
    FolderTree.Lease? TryOpen(EntryPath folder)
    {
        try
        {
            return tree.Open(folder);
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder)
        {
            return null;
        }
    }

    bool IsSameEntry(in EntryFacts seen, in EntryFacts now) =>
        !Capabilities.HasLastingFileIds || seen.FileId == 0 || seen.FileId == now.FileId;

    EntryException? Flush()
    {
        try
        {
            tree.Root.FlushVolume();
            return null;
        }
        catch (EntryException e)
        {
            return e;
        }
    }

    void Remove(FolderHandle folder, EntryPath path, in EntryFacts facts)
    {
        if (Kept is null || TemporaryName.Is(path.Name))
        {
            folder.Remove(path.Name, facts.Kind);
            return;
        }
        if (facts.Kind != EntryKind.Folder)
        {
            Kept.Take(folder, path);
            return;
        }
        folder.Remove(path.Name, facts.Kind);
        Kept.TakeFolder(path, facts, Capabilities.Keeps);
    }
}
