using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>
/// An open folder of Windows. Everything in it is opened relative to it, by one name, as what it is itself
/// (FILE_OPEN_REPARSE_POINT), and is checked before it is used. New files and folders take the rights that their
/// folder hands down, and keep them.
/// </summary>
sealed class WindowsFolderHandle : FolderHandle
{
    const uint FolderAccess = Access.ListDirectory | Access.Traverse | Access.ReadAttributes;
    const uint ListOptions = OpenOptions.DirectoryFile | OpenOptions.OpenForBackupIntent;
    const int NameTooLong = 206;
    readonly NtHandle handle;
    readonly WindowsVolume volume;
    int listed;

    /// <summary>Takes over an open folder.</summary>
    public WindowsFolderHandle(NtHandle handle, WindowsVolume volume)
    {
        this.handle = handle;
        this.volume = volume;
    }

    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name)
    {
        var text = NtName.Of(name, EntryOperation.List);
        var entries = new WindowsEntries(handle, volume);
        return new WindowsFolderHandle(entries.OpenFolder(text, FolderAccess), volume);
    }

    public override void List(FolderListing into, CancellationToken cancellation)
    {
        // The place in a listing belongs to a handle: the first listing takes this one, every other one its own.
        if (Interlocked.Exchange(ref listed, 1) == 0)
        {
            new WindowsLister(handle, volume).List(into, cancellation);
            return;
        }
        using var again = Open("", new OpenRequest(Access.ListDirectory, ListOptions), EntryOperation.List);
        new WindowsLister(again, volume).List(into, cancellation);
    }

    public override EntryFacts? Look(ReadOnlySpan<byte> name) =>
        new WindowsEntries(handle, volume).Look(NtName.Of(name, EntryOperation.Look));

    public override EntryFacts LookAtSelf() => WindowsEntries.Facts(handle, volume, EntryOperation.Look);

    public override byte[]? StoredName(ReadOnlySpan<byte> name) =>
        new WindowsLister(handle, volume).Find(NtName.Of(name, EntryOperation.Look), out _);

    public override FileReader OpenFile(ReadOnlySpan<byte> name)
    {
        var text = NtName.Of(name, EntryOperation.Read);
        return new WindowsFileReader(new WindowsEntries(handle, volume).OpenFile(text), volume);
    }

    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => new WindowsFileWriter(Create(name), volume);

    public override FileWriter? TryCloneFile(
        ReadOnlySpan<byte> name, in EntryFacts expected, ReadOnlySpan<byte> newName, CancellationToken cancellation)
    {
        using var source = new WindowsEntries(handle, volume).OpenFile(NtName.Of(name, EntryOperation.Read));
        if (WindowsClone.Of(source, volume, expected) is not { } clone) return null;
        var file = Create(newName);
        try
        {
            if (clone.Take(file, cancellation)) return new WindowsFileWriter(file, volume);
        }
        catch
        {
            Discard(file, newName);
            throw;
        }
        Discard(file, newName);
        return null;
    }

    public override FileWriter? TryOpenForChange(ReadOnlySpan<byte> name) =>
        WindowsClone.OpenForChange(handle, NtName.Of(name, EntryOperation.Write), volume);

    public override void CreateFolder(ReadOnlySpan<byte> name)
    {
        var request = new OpenRequest(
            Access.ReadAttributes, OpenOptions.DirectoryFile | OpenOptions.OpenReparsePoint, Disposition.Create);
        Open(NewName(name, EntryOperation.CreateFolder), request, EntryOperation.CreateFolder).Dispose();
    }

    public override byte[] ReadLink(ReadOnlySpan<byte> name)
    {
        using var link = Open(NtName.Of(name, EntryOperation.Read), new OpenRequest(Access.ReadAttributes), EntryOperation.Read);
        var found = WindowsAttributes.Of(link, EntryOperation.Read);
        if (found.Kind != EntryKind.Link) throw WindowsErrors.OfStatus(NtStatus.NotAReparsePoint, EntryOperation.Read);
        NtFile.Check(ReparseData.Read(link, found.IsDirectory, out var target), EntryOperation.Read);
        return target!;
    }

    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target)
    {
        ReparseData.Check(target);
        var request = new OpenRequest(
            Access.ReadAttributes | Access.WriteAttributes | Access.WriteData | Access.Delete,
            OpenOptions.OpenReparsePoint | (ReparseData.IsToFolder(target) ? OpenOptions.DirectoryFile : OpenOptions.NonDirectoryFile),
            Disposition.Create);
        using var link = Open(NewName(name, EntryOperation.CreateLink), request, EntryOperation.CreateLink);
        var status = ReparseData.Write(link, target);
        if (status == NtStatus.PrivilegeNotHeld && Privilege.TryEnable(Privilege.CreateSymbolicLink))
            status = ReparseData.Write(link, target);
        if (NtStatus.IsSuccess(status)) return;
        volume.Remove(link);
        throw WindowsErrors.OfStatus(status, EntryOperation.CreateLink);
    }

    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace)
    {
        var to = (WindowsFolderHandle)folder;
        new WindowsRenaming(handle, NtName.Of(name, EntryOperation.Rename), to.handle, to.NewName(newName, EntryOperation.Rename), volume)
            .Run(replace);
    }

    public override bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName)
    {
        var to = (WindowsFolderHandle)folder;
        using var entry = Open(
            NtName.Of(name, EntryOperation.Rename), new OpenRequest(Access.WriteAttributes), EntryOperation.Rename);
        var status = NtRename.Link(entry, to.handle, to.NewName(newName, EntryOperation.Rename));
        // FAT; ReFS of Server 2019 and before; 1,024 names on NTFS.
        if (NtStatus.IsUnknownRequest(status) || status == NtStatus.TooManyLinks) return false;
        NtFile.Check(status, EntryOperation.Rename);
        return true;
    }

#if NET
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
    public override void CreatePrivateFolder(ReadOnlySpan<byte> name)
    {
        var request = new OpenRequest(
            Access.ReadAttributes, OpenOptions.DirectoryFile | OpenOptions.OpenReparsePoint, Disposition.Create);
        var security = AdministratorsAlone.Descriptor();
        NtFile.Check(
            NtFile.Open(handle, NewName(name, EntryOperation.CreateFolder), request, out var made, security), EntryOperation.CreateFolder);
        made!.Dispose();
    }

    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind) =>
        new WindowsRemoval(handle, NtName.Of(name, EntryOperation.Remove), volume).Run(kind == EntryKind.Folder);

    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask)
    {
        using var entry = Open(
            NtName.Of(name, EntryOperation.SetFacets), new OpenRequest(Access.WriteAttributes), EntryOperation.SetFacets);
        WindowsEntries.SetFacets(entry, facts, mask);
    }

    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask)
    {
        // The folder itself once more, by the empty name: a folder to be read must not need the right to change it.
        using var self = Open("", new OpenRequest(Access.WriteAttributes), EntryOperation.SetFacets);
        WindowsEntries.SetFacets(self, facts, mask);
    }

    public override EntryStreams? OwnStreams() => volume.HasStreams ? new WindowsStreams(handle, volume) : null;

    public override long FreeBytes() => WindowsVolume.FreeBytes(handle);

    public override VolumeFacts Volume() => volume.Facts(handle);

    public override bool IsVolumeRoot() => WindowsPath.FinalInVolume(handle) == @"\";

    public override bool FlushVolume()
    {
        var guid = WindowsPath.GuidOf(handle);
        if (guid is null) return false;
        if (NtFile.OpenPath(@"\\?\Volume" + guid, Access.GenericWrite, out var device) != 0) return false;
        using (device) return Kernel32.FlushFileBuffers(device!) != 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) handle.Dispose();
    }

    NtHandle Create(ReadOnlySpan<byte> name)
    {
        var request = new OpenRequest(
            Access.ReadAttributes | Access.WriteAttributes | Access.ReadData | Access.WriteData,
            OpenOptions.NonDirectoryFile | OpenOptions.OpenReparsePoint,
            Disposition.Create,
            Share.Read | Share.Delete);
        return Open(NewName(name, EntryOperation.Write), request, EntryOperation.Write);
    }

    void Discard(NtHandle file, ReadOnlySpan<byte> name)
    {
        file.Dispose();
        Remove(name, EntryKind.File);
    }

    /// <summary>A name that is to be taken: the file system itself would call a long one not allowed.</summary>
    string NewName(ReadOnlySpan<byte> name, EntryOperation operation)
    {
        var text = NtName.Of(name, operation);
        return text.Length <= volume.MostNameCharacters ? text : throw WindowsErrors.OfCode(NameTooLong, operation);
    }

    NtHandle Open(string name, in OpenRequest request, EntryOperation operation)
    {
        NtFile.Check(NtFile.Open(handle, name, request, out var opened), operation);
        return opened!;
    }
}
