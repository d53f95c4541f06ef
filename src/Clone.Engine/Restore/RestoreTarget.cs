using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Texts;

namespace Clone.Engine.Restore;

/// <summary>The folder that a restore writes into: whether it may, whether it may empty it, and the folder itself.</summary>
/// <param name="node">The node with its jobs and its state.</param>
/// <param name="path">Full path of the folder, links resolved.</param>
sealed class RestoreTarget(CloneNode node, string path)
{
    readonly FolderIdentities identities = new(node.Options.Platform);

    FolderPlatform Platform => node.Options.Platform;

    /// <summary>Checks that something may be restored here. Writes nothing.</summary>
    /// <param name="copy">What would be restored.</param>
    /// <param name="isCleaned">Whether the folder would be emptied first.</param>
    /// <exception cref="CloneException">
    /// CloneFoldersOverlap, CloneDestinationUsedByJob, CloneRestoreTargetIsCopy, CloneRestoreTargetUnavailable; to be
    /// emptied also CloneRestoreTargetProtected, CloneRestoreIntoSource.
    /// </exception>
    public void Check(OpenCopy copy, bool isCleaned)
    {
        if (copy.Folder is { } folder && identities.Overlap(folder, path)) throw new CloneException(ErrorId.CloneFoldersOverlap, folder, path);
        if (identities.IsWithin(path, node.Folder.Path)) throw new CloneException(ErrorId.CloneFoldersOverlap, node.Folder.Path, path);
        foreach (var job in node.Jobs.List().Select(node.Disks.Find).Where(job => job.Destination.Length > 0))
            if (identities.Overlap(job.Destination, path))
                throw new CloneException(ErrorId.CloneDestinationUsedByJob, path, job.Name);
        if (LiesInCopy()) throw new CloneException(ErrorId.CloneRestoreTargetIsCopy, path);
        using var target = Find();
        if (target is null) CheckParent();
        else if (isCleaned) CheckCleaned(target);
    }

    /// <summary>Opens the folder, and makes it when it is not there.</summary>
    /// <exception cref="CloneException">CloneRestoreTargetUnavailable.</exception>
    public FolderHandle Open(out bool wasMade)
    {
        wasMade = false;
        if (Find() is { } folder) return folder;
        try
        {
            using var above = Platform.OpenRoot(Above);
            var name = Wtf8.Encode(FolderPaths.LastPart(path));
            above.CreateFolder(name);
            wasMade = true;
            return above.OpenFolder(name);
        }
        catch (EntryException e)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>The error of a folder that cannot be written, with the reason.</summary>
    /// <param name="path">The folder as people know it.</param>
    /// <param name="e">What its file system said.</param>
    public static CloneException Unavailable(string path, EntryException e)
    {
        var reason = e.Problem switch
        {
            IoProblem.NotFound => "Reason.TargetMissing",
            IoProblem.NotAFolder => "Reason.TargetNotAFolder",
            _ => "Reason." + e.Problem,
        };
        return new(ErrorId.CloneRestoreTargetUnavailable, e, path, Text.Format(reason, e.Code));
    }

    string Above => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>
    /// Opens the folder if it is there. Its path held no links when it was resolved; should somebody have put one in its
    /// place since, it is not followed.
    /// </summary>
    FolderHandle? Find()
    {
        try
        {
            var folder = OpenInPlace();
            if (FolderPaths.Canonical(Platform, path) == path) return folder;
            folder.Dispose();
            throw new EntryException(IoProblem.LinkInTheWay, "LINK", EntryOperation.List);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound && !FolderPaths.IsRoot(path))
        {
            return null;
        }
        catch (EntryException e)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Whether the folder, or one above it, bears a marker: it belongs to a job, perhaps of another machine.</summary>
    bool LiesInCopy()
    {
        var markers = new MarkerStore(node.Options.Adapters.Json);
        for (string? folder = path; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            try
            {
                using var open = Platform.OpenRoot(folder);
                if (markers.Read(open) != MarkerReading.None) return true;
            }
            catch (EntryException)
            {
                // Not there, or not to be read: nothing that we know of marks it.
            }
        }
        return false;
    }

    FolderHandle OpenInPlace()
    {
        if (FolderPaths.IsRoot(path)) return Platform.OpenRoot(path);
        FolderHandle above;
        try
        {
            above = Platform.OpenRoot(Above);
        }
        catch (EntryException e) when (e.Problem == IoProblem.AccessDenied)
        {
            // To use a folder one need not be allowed to list the one above it.
            return Platform.OpenRoot(path);
        }
        using (above) return above.OpenFolder(Wtf8.Encode(FolderPaths.LastPart(path)));
    }

    void CheckParent()
    {
        try
        {
            Platform.OpenRoot(Above).Dispose();
        }
        catch (EntryException e)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>
    /// A folder that a job reads is emptied only while the job is disabled: a run that came between, or after a restore
    /// that was cut off, would take the files away from the copy too.
    /// </summary>
    void CheckCleaned(FolderHandle folder)
    {
        if (FolderPaths.IsRoot(path) || folder.IsVolumeRoot()) throw Protected("Reason.TargetVolume");
        if (new SystemFolders(identities).Protects(path)) throw Protected("Reason.TargetSystem");
        if (identities.IsWithin(node.Folder.Path, path)) throw new CloneException(ErrorId.CloneFoldersOverlap, node.Folder.Path, path);
        foreach (var job in node.Jobs.List().Select(node.Disks.Find).Where(job => job.Enabled && job.Source.Length > 0))
            if (identities.Overlap(job.Source, path)) throw new CloneException(ErrorId.CloneRestoreIntoSource, path, job.Name);
    }

    CloneException Protected(string reason) => new(ErrorId.CloneRestoreTargetProtected, path, Text.Get(reason));

    CloneException Unavailable(EntryException e) => Unavailable(path, e);
}
