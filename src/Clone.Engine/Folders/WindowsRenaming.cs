using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Gives one entry another name, and deals with what stands in the way.</summary>
readonly struct WindowsRenaming(NtHandle from, string name, NtHandle to, string newName, WindowsVolume volume)
{
    /// <summary>Renames; with <paramref name="replace"/> a file or link of the new name goes.</summary>
    public void Run(bool replace)
    {
        var request = new OpenRequest(Access.Delete | Access.ReadAttributes);
        NtFile.Check(NtFile.Open(from, name, request, out var opened), EntryOperation.Rename);
        using var entry = opened!;
        var status = volume.Rename(entry, to, newName, replace);
        if (NtStatus.IsSuccess(status)) return;
        if (replace && MakesWay(status)) status = RenameOverObstacle(entry, status);
        NtFile.Check(status, EntryOperation.Rename);
    }

    static bool MakesWay(uint status) => status is NtStatus.AccessDenied or NtStatus.ObjectNameCollision
        or NtStatus.CannotDelete or NtStatus.FileIsADirectory or NtStatus.SharingViolation;

    /// <summary>
    /// The system refuses to replace a read-only file, and any folder, a link to a folder among them, with one and the
    /// same answer, which is also that for a file in use.
    /// </summary>
    uint RenameOverObstacle(NtHandle entry, uint refused)
    {
        var look = new OpenRequest(Access.ReadAttributes);
        if (!NtStatus.IsSuccess(NtFile.Open(to, newName, look, out var obstacle))) return refused;
        WindowsAttributes found;
        using (obstacle) found = WindowsAttributes.Of(obstacle!, EntryOperation.Rename);
        if (found.Kind == EntryKind.Folder) return NtStatus.FileIsADirectory;
        if (found.IsDirectory)
        {
            new WindowsRemoval(to, newName, volume).Run(folder: false);
            return volume.Rename(entry, to, newName, replace: true);
        }
        if (!found.IsReadOnly) return InUseOr(refused);
        using var lifted = new ReadOnlyLift(to, newName, found.Attributes);
        var status = volume.Rename(entry, to, newName, replace: true);
        if (NtStatus.IsSuccess(status)) lifted.Keep();
        return status;
    }

    /// <summary>A file in use is told from one that may not be removed by trying to open it for removal, alone.</summary>
    uint InUseOr(uint refused)
    {
        var status = NtFile.Open(to, newName, new OpenRequest(Access.Delete, Share: 0), out var obstacle);
        obstacle?.Dispose();
        return status == NtStatus.SharingViolation ? status : refused;
    }
}
