using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Sync;

namespace Clone.Engine.Restore;

/// <summary>The copy and the folder of a restore, checked, and what of the copy takes part.</summary>
sealed class RestoreSides : IDisposable
{
    static readonly EntryFacts AnyFolder = new() { Kind = EntryKind.Folder };

    readonly bool ignoresCase;

    RestoreSides(OpenCopy copy, string path, RestoreTarget target, EntryScope scope, bool ignoresCase)
    {
        Copy = copy;
        Path = path;
        Target = target;
        Scope = scope;
        this.ignoresCase = ignoresCase;
    }

    /// <summary>The copy.</summary>
    public OpenCopy Copy { get; }

    /// <summary>Full path of the folder, links resolved.</summary>
    public string Path { get; }

    /// <summary>The folder.</summary>
    public RestoreTarget Target { get; }

    /// <summary>What takes part, on both sides alike.</summary>
    public EntryScope Scope { get; }

    /// <summary>Opens the copy and checks everything. Writes nothing.</summary>
    /// <exception cref="CloneException">As <see cref="CopyDoor.Open"/>, <see cref="RestoreTarget.Check"/> and <see cref="CopyItems.Select"/>.</exception>
    public static RestoreSides Open(CloneNode node, RestoreRequest request)
    {
        var platform = node.Options.Platform;
        var ignoresCase = platform.PathComparison != StringComparison.Ordinal;
        var path = FolderPaths.Canonical(platform, request.Destination);
        var copy = new CopyDoor(node).Open(request.From);
        try
        {
            var target = new RestoreTarget(node, path);
            target.Check(copy, request.Clean);
            var scope = new EntryScope(FilterSet.Parse(request.Include, request.Exclude, ignoresCase))
            {
                IsDestination = true,
                OwnFolder = Plans.Below(path, node.Folder),
                Only = new CopyItems(copy).Select(request.Items),
            };
            return new RestoreSides(copy, path, target, scope, ignoresCase);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The identity of all restores of this copy into this folder: one goes at a time, and each goes on from the last.</summary>
    public Guid SeriesId()
    {
        var path = Wtf8.Encode(ignoresCase ? Path.ToUpperInvariant() : Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Copy.Marker.DestinationId.ToByteArray());
        hash.AppendData(path);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16).ToArray());
    }

    /// <summary>Whether a folder that stands already takes the facets of the copy's: those that were not asked for keep theirs.</summary>
    public bool Settles(EntryPath folder) =>
        Scope.Judge(folder.Parent, folder.Name, AnyFolder, Exclusion.None, inVolumeRoot: false) == Exclusion.None;

    /// <summary>Reads the list of all that takes part, so that nothing is removed for a copy that cannot be read.</summary>
    /// <exception cref="CloneException">CloneCopyUnreadable, CloneCopyEmpty.</exception>
    public async Task CheckListingAsync(CancellationToken cancellation)
    {
        var count = 0L;
        try
        {
            await foreach (var batch in Copy.Tree.ListAsync(Scope, Unreadable, cancellation).ConfigureAwait(false))
                for (var i = 0; i < batch.Count; i++)
                    if (batch.ExclusionAt(i) == Exclusion.None) count++;
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, Copy.Path, e.Code);
        }
        if (count == 0) throw new CloneException(ErrorId.CloneCopyEmpty, Copy.Path);
    }

    /// <summary>
    /// Gives files of the copy that a run was changing in their places when it was cut off their old contents. Nobody else may
    /// write to the copy meanwhile.
    /// </summary>
    /// <exception cref="CloneException">CloneCopyUnreadable: such a file stays half changed, as on a disk that is read-only.</exception>
    public void PutBack(FolderPlatform platform)
    {
        // An object is there whole or not at all.
        if (Copy.Folder is not { } folder) return;
        try
        {
            using var root = platform.OpenRoot(folder);
            UndoFolder.PutBackAll(root, FacetMask.Modified, _ => { }, Unreadable);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, Copy.Path, e.Code);
        }
    }

    /// <summary>Closes the copy.</summary>
    public void Dispose() => Copy.Dispose();

    void Unreadable(EntryPath folder, EntryException e) =>
        throw new CloneException(ErrorId.CloneCopyUnreadable, e, folder.ToString(), e.Code);
}
