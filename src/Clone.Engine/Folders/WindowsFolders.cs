using System;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Folders by way of the Windows API.</summary>
sealed class WindowsFolders : FolderPlatform
{
    public override StringComparison PathComparison => StringComparison.OrdinalIgnoreCase;

    public override FolderHandle OpenRoot(string path)
    {
        var handle = Open(path, Access.ListDirectory | Access.Traverse | Access.ReadAttributes);
        try
        {
            if (!WindowsAttributes.Of(handle, EntryOperation.List).IsDirectory)
                throw WindowsErrors.OfStatus(NtStatus.NotADirectory, EntryOperation.List);
            return new WindowsFolderHandle(handle, WindowsVolume.Of(handle));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public override string Canonicalize(string path)
    {
        var full = WindowsPath.Full(path);
        var existing = full;
        var rest = "";
        while (true)
        {
            var code = NtFile.OpenPath(WindowsPath.ToExtended(existing), Access.ReadAttributes, out var handle);
            if (handle is not null)
                using (handle)
                    return rest.Length == 0 ? Resolved(handle, existing) : WindowsPath.Join(Resolved(handle, existing), rest);
            if (WindowsErrors.Code(code).Problem is not (IoProblem.NotFound or IoProblem.DeviceGone))
                throw WindowsErrors.OfCode(code, EntryOperation.Look);
            // Not even the drive or share is there: nothing can be resolved.
            if (!WindowsPath.TrySplit(existing, out existing, out var name)) return WindowsPath.ToOrdinary(WindowsPath.ToExtended(full));
            rest = rest.Length == 0 ? name : WindowsPath.Join(name, rest);
        }
    }

    static string Resolved(NtHandle entry, string path) =>
        WindowsPath.Final(entry) ?? ResolvedOnItsDrive(entry, path) ?? WindowsPath.ToOrdinary(WindowsPath.ToExtended(path));

    /// <summary>Where the system cannot name the volume, the drive in the path may: it is asked whether it leads to the same entry.</summary>
    static string? ResolvedOnItsDrive(NtHandle entry, string path)
    {
        if (WindowsPath.FinalInVolume(entry) is not { } inner) return null;
        var candidate = path.Substring(0, WindowsPath.RootLength(path)).TrimEnd('\\') + inner;
        if (NtFile.OpenPath(WindowsPath.ToExtended(candidate), Access.ReadAttributes, out var found) != 0) return null;
        using (found)
            return WindowsEntries.IsSame(found!, entry) ? WindowsPath.ToOrdinary(WindowsPath.ToExtended(candidate)) : null;
    }

    static NtHandle Open(string path, uint access)
    {
        var code = NtFile.OpenPath(WindowsPath.ToExtended(WindowsPath.Full(path)), access, out var handle);
        return handle ?? throw WindowsErrors.OfCode(code, EntryOperation.List);
    }
}
