using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Files of Windows that take an older one's contents over, or are changed in their place.</summary>
sealed class WindowsClone
{
    readonly NtHandle source;
    readonly WindowsVolume volume;
    readonly EntryFacts found;
    readonly bool isSparse;
    readonly ServerCopy? server;

    WindowsClone(NtHandle source, WindowsVolume volume, in EntryFacts found, bool isSparse, ServerCopy? server)
    {
        this.source = source;
        this.volume = volume;
        this.found = found;
        this.isSparse = isSparse;
        this.server = server;
    }

    /// <summary>Finds out how an open file can be cloned, without making anything.</summary>
    /// <param name="source">The file, open for reading; it belongs to the caller.</param>
    /// <param name="volume">Its volume.</param>
    /// <param name="expected">Its facts; when it is another file by now, it is not cloned.</param>
    /// <returns>Null where it cannot be.</returns>
    public static WindowsClone? Of(NtHandle source, WindowsVolume volume, in EntryFacts expected)
    {
        var found = WindowsEntries.Facts(source, volume, EntryOperation.Read);
        var attributes = WindowsAttributes.Of(source, EntryOperation.Read);
        if (!IsSame(found, expected) || attributes.IsReparsePoint) return null;
        var isSparse = (attributes.Attributes & FileAttribute.SparseFile) != 0;
        // A volume of this machine has a GUID. A server would fill the holes of the new file.
        var server = isSparse || WindowsPath.GuidOf(source) is not null ? null : ServerCopy.Of(source);
        return volume.SharesBlocks || server is not null ? new WindowsClone(source, volume, found, isSparse, server) : null;
    }

    /// <summary>Gives a new file the contents.</summary>
    /// <param name="clone">The new file, open for reading and writing.</param>
    /// <param name="cancellation">Ends a copy within a server.</param>
    /// <returns>False where that cannot be done, and when the file was changed meanwhile.</returns>
    public bool Take(NtHandle clone, CancellationToken cancellation)
    {
        var status = volume.SharesBlocks ? BlockClone.Take(source, clone, found.Size, isSparse) : NtStatus.NotSupported;
        if (NtStatus.IsUnknownRequest(status) && server is not null) status = server.Run(clone, found.Size, cancellation);
        if (!NtStatus.IsSuccess(status))
        {
            var failure = WindowsErrors.OfStatus(status, EntryOperation.Write);
            return failure.Problem is IoProblem.DiskFull or IoProblem.DeviceError or IoProblem.DeviceGone ? throw failure : false;
        }
        var now = WindowsEntries.Facts(source, volume, EntryOperation.Read);
        return IsSame(now, found) && now.Changed == found.Changed
            && WindowsEntries.Facts(clone, volume, EntryOperation.Write).Size == found.Size;
    }

    /// <summary>
    /// Opens a file with one name for writing, shared with readers; null when it has others, is read-only or a reparse point,
    /// or may not be written to, such as when a reader shares it with nobody who writes.
    /// </summary>
    public static FileWriter? OpenForChange(NtHandle folder, string name, WindowsVolume volume)
    {
        var request = new OpenRequest(
            Access.ReadAttributes | Access.WriteAttributes | Access.ReadData | Access.WriteData,
            OpenOptions.NonDirectoryFile | OpenOptions.OpenReparsePoint,
            Disposition.Open,
            Share.Read);
        if (!NtStatus.IsSuccess(NtFile.Open(folder, name, request, out var opened))) return null;
        var file = opened!;
        try
        {
            if (IsPlain(file)) return new WindowsFileWriter(file, volume);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    static bool IsPlain(NtHandle file)
    {
        var found = WindowsAttributes.Of(file, EntryOperation.Write);
        if (found.Kind != EntryKind.File || found.IsReparsePoint || found.IsReadOnly) return false;
        NtFile.Check(NtFile.Query<FileStandardInformation>(file, FileInformation.Standard, out var standard), EntryOperation.Write);
        return standard.NumberOfLinks == 1;
    }

    static bool IsSame(in EntryFacts one, in EntryFacts other) =>
        one.Kind == other.Kind && one.Size == other.Size && one.Modified == other.Modified && one.FileId == other.FileId;
}
