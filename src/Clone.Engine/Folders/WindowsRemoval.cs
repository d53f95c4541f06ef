using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Removes one entry, whatever its read-only attribute says.</summary>
readonly struct WindowsRemoval(NtHandle parent, string name, WindowsVolume volume)
{
    /// <summary>Removes an empty folder, or else a file or link: what is not of that sort is left alone.</summary>
    public void Run(bool folder)
    {
        var request = new OpenRequest(Access.Delete | Access.ReadAttributes);
        NtFile.Check(NtFile.Open(parent, name, request, out var opened), EntryOperation.Remove);
        using var entry = opened!;
        var found = WindowsAttributes.Of(entry, EntryOperation.Remove);
        if (folder && found.Kind == EntryKind.Link)
            throw WindowsErrors.OfStatus(NtStatus.StoppedOnSymlink, EntryOperation.Remove);
        if (folder && found.Kind != EntryKind.Folder)
            throw WindowsErrors.OfStatus(NtStatus.NotADirectory, EntryOperation.Remove);
        if (!folder && found.Kind == EntryKind.Folder)
            throw WindowsErrors.OfStatus(NtStatus.FileIsADirectory, EntryOperation.Remove);
        var status = volume.Remove(entry);
        if (!NtStatus.IsSuccess(status) && found.IsReadOnly) status = RemoveReadOnly(entry, found.Attributes);
        NtFile.Check(status, EntryOperation.Remove);
    }

    uint RemoveReadOnly(NtHandle entry, uint attributes)
    {
        using var lifted = new ReadOnlyLift(parent, name, attributes);
        var status = volume.Remove(entry);
        if (NtStatus.IsSuccess(status)) lifted.Keep();
        return status;
    }
}
