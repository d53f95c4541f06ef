using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Entries of an open folder: looked at, opened, and given facets.</summary>
readonly struct WindowsEntries(NtHandle folder, WindowsVolume volume)
{
    const int CannotAccessFile = 1920;

    /// <summary>Facts of an open entry.</summary>
    public static EntryFacts Facts(NtHandle entry, WindowsVolume volume, EntryOperation operation)
    {
        NtFile.Check(NtFile.Query<FileNetworkOpenInformation>(entry, FileInformation.NetworkOpen, out var found), operation);
        var tag = 0u;
        if ((found.FileAttributes & FileAttribute.ReparsePoint) != 0)
        {
            NtFile.Check(NtFile.Query<FileAttributeTagInformation>(entry, FileInformation.AttributeTag, out var tagged), operation);
            tag = tagged.ReparseTag;
        }
        var id = 0UL;
        if (volume.HasLastingFileIds)
            NtFile.Check(NtFile.Query(entry, FileInformation.Internal, out id), operation);
        var kind = WindowsFacts.KindOf(found.FileAttributes, tag);
        var facts = WindowsFacts.Of(found, kind, id);
        return kind == EntryKind.Link ? facts with { Size = TargetLength(entry, found.FileAttributes) } : facts;
    }

    /// <summary>Sets facets of an open entry; what the mask leaves out, and an unknown creation time, stay.</summary>
    public static void SetFacets(NtHandle entry, in EntryFacts facts, FacetMask mask)
    {
        var information = Settable(facts, mask);
        NtFile.Check(NtFile.Set(entry, FileInformation.Basic, information), EntryOperation.SetFacets);
    }

    /// <summary>The structure that sets facets, 0 in what is left as it is.</summary>
    public static FileBasicInformation Settable(in EntryFacts facts, FacetMask mask) => new()
    {
        LastWriteTime = (mask & FacetMask.Modified) != 0 ? WindowsFacts.FileTimeOf(facts.Modified) : 0,
        CreationTime = (mask & FacetMask.Created) != 0 && facts.Created != 0 ? WindowsFacts.FileTimeOf(facts.Created) : 0,
        FileAttributes = (mask & FacetMask.Attributes) != 0 ? WindowsFacts.SettableOf(facts.Attributes) : 0,
    };

    /// <summary>Facts of the entry of a name; null when there is none.</summary>
    public EntryFacts? Look(string name)
    {
        var status = NtFile.Open(folder, name, new OpenRequest(Access.ReadAttributes), out var entry);
        if (NtStatus.IsNotFound(status)) return null;
        // Some entries, such as the page file, cannot be opened at all, but their folder tells of them.
        if (status is NtStatus.AccessDenied or NtStatus.SharingViolation or NtStatus.DeletePending)
            return new WindowsLister(folder, volume).Find(name, out var facts) is null ? null : facts;
        NtFile.Check(status, EntryOperation.Look);
        using (entry) return Facts(entry!, volume, EntryOperation.Look);
    }

    /// <summary>Opens a folder.</summary>
    public NtHandle OpenFolder(string name, uint access) => OpenSettled(
        name, new OpenRequest(access, OpenOptions.DirectoryFile | OpenOptions.OpenForBackupIntent), EntryOperation.List);

    /// <summary>Opens a file for reading.</summary>
    public NtHandle OpenFile(string name) => OpenSettled(
        name,
        new OpenRequest(
            Access.ReadData | Access.ReadAttributes,
            OpenOptions.NonDirectoryFile | OpenOptions.SequentialOnly | OpenOptions.OpenForBackupIntent),
        EntryOperation.Read);

    /// <summary>
    /// Opens an entry itself. One whose reparse point only says where its contents lie (deduplicated, compressed by
    /// WOF, in the cloud) is opened a second time, for the file system to put them together, and must be the same.
    /// </summary>
    NtHandle OpenSettled(string name, in OpenRequest request, EntryOperation operation)
    {
        var asItself = request with { Options = request.Options | OpenOptions.OpenReparsePoint };
        var status = NtFile.Open(folder, name, asItself, out var entry);
        if (status is NtStatus.NotADirectory or NtStatus.FileIsADirectory && Look(name)?.Kind == EntryKind.Link)
            status = NtStatus.StoppedOnSymlink;
        NtFile.Check(status, operation);
        try
        {
            var found = WindowsAttributes.Of(entry!, operation);
            if (found.Kind == EntryKind.Link) throw WindowsErrors.OfStatus(NtStatus.StoppedOnSymlink, operation);
            if (found.Kind == EntryKind.Other) throw WindowsErrors.OfCode(CannotAccessFile, operation);
            if (!found.IsReparsePoint) return entry!;
            var whole = OpenThrough(name, request, operation, entry!);
            entry!.Dispose();
            return whole;
        }
        catch
        {
            entry!.Dispose();
            throw;
        }
    }

    NtHandle OpenThrough(string name, in OpenRequest request, EntryOperation operation, NtHandle expected)
    {
        NtFile.Check(NtFile.Open(folder, name, request, out var whole), operation);
        if (IsSame(whole!, expected)) return whole!;
        whole!.Dispose();
        throw WindowsErrors.OfStatus(NtStatus.StoppedOnSymlink, operation);
    }

    /// <summary>True when both handles stand for one entry.</summary>
    public static bool IsSame(NtHandle one, NtHandle other) =>
        NtStatus.IsSuccess(NtFile.Query<ulong>(one, FileInformation.Internal, out var id))
        && NtStatus.IsSuccess(NtFile.Query<ulong>(other, FileInformation.Internal, out var otherId))
        && id == otherId
        && WindowsVolume.SerialOf(one) == WindowsVolume.SerialOf(other);

    /// <summary>Length of an open link's target as <see cref="FolderHandle.ReadLink"/> gives it, 0 where it cannot be read.</summary>
    public static long TargetLength(NtHandle link, uint attributes) =>
        NtStatus.IsSuccess(ReparseData.Read(link, (attributes & FileAttribute.Directory) != 0, out var target)) ? target!.Length : 0;
}
