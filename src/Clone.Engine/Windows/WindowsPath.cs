using System;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>
/// Full paths in their two forms: the one that people write (C:\data, \\server\share\data) and the extended one
/// (\\?\C:\data, \\?\UNC\server\share\data), which knows no limit of 260 characters and takes names as they are
/// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
/// </summary>
static class WindowsPath
{
    const string Extended = @"\\?\";
    const string ExtendedUnc = @"\\?\UNC\";

    /// <summary>The full path, '/' as '\', without "." and ".."; a path of the extended form is taken as it is.</summary>
    public static unsafe string Full(string path)
    {
        if (path.StartsWith(Extended, StringComparison.Ordinal)) return path;
        var room = Math.Max(path.Length + 1, 300);
        while (true)
        {
            var buffer = new char[room];
            fixed (char* text = path)
            fixed (char* start = buffer)
            {
                var length = Kernel32.GetFullPathNameW(text, (uint)room, start, null);
                if (length == 0) throw WindowsErrors.OfCode(Marshal.GetLastWin32Error(), EntryOperation.Look);
                if (length < room) return new string(buffer, 0, (int)length);
                room = (int)length + 1;
            }
        }
    }

    /// <summary>
    /// The path of an open entry, links resolved and in the stored case, in the form that people write; null when its
    /// volume is not known to the system's mount manager, as with some virtual and encrypted disks.
    /// </summary>
    public static string? Final(NtHandle entry)
    {
        // The stored case cannot be had where a folder above may not be read, a drive letter where there is none.
        uint[] forms = [FinalPath.NormalizedDos, FinalPath.Opened, FinalPath.Guid];
        foreach (var form in forms)
            if (Final(entry, form, out var path) == 0) return ToOrdinary(path);
        return null;
    }

    /// <summary>The path of an open entry from the root of its volume on, with a '\\' before it; null when it cannot be had.</summary>
    public static string? FinalInVolume(NtHandle entry) => Final(entry, FinalPath.WithoutVolume, out var path) == 0 ? path : null;

    /// <summary>The GUID of the volume that holds an open entry, as {…}; null for shares.</summary>
    public static string? GuidOf(NtHandle entry)
    {
        const string prefix = @"\\?\Volume";
        if (Final(entry, FinalPath.Guid, out var path) != 0 || !path.StartsWith(prefix + "{", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = path.IndexOf('}');
        return end < 0 ? null : path.Substring(prefix.Length, end + 1 - prefix.Length).ToLowerInvariant();
    }

    static unsafe int Final(NtHandle entry, uint form, out string path)
    {
        var room = 600;
        while (true)
        {
            var buffer = new char[room];
            fixed (char* start = buffer)
            {
                var length = (int)Kernel32.GetFinalPathNameByHandleW(entry, start, (uint)room, form);
                path = length > 0 && length < room ? new string(buffer, 0, length) : "";
                if (length < room) return length == 0 ? Marshal.GetLastWin32Error() : 0;
                room = length + 1;
            }
        }
    }

    /// <summary>The extended form of a full path. A bare drive or volume gets its '\', else it would be the device.</summary>
    public static string ToExtended(string full)
    {
        var path = full.StartsWith(Extended, StringComparison.Ordinal) || full.StartsWith(@"\\.\", StringComparison.Ordinal)
            ? full
            : full.StartsWith(@"\\", StringComparison.Ordinal)
                ? ExtendedUnc + full.TrimStart('\\')
                : Extended + full;
        return path.Length == RootLength(path) && path[path.Length - 1] != '\\' ? path + '\\' : path;
    }

    /// <summary>The form that people write, without a '\' at the end but for a drive's or volume's root.</summary>
    public static string ToOrdinary(string extended)
    {
        var path = extended;
        if (path.StartsWith(ExtendedUnc, StringComparison.OrdinalIgnoreCase))
            path = path.Remove(2, ExtendedUnc.Length - 2);
        else if (path.StartsWith(Extended, StringComparison.Ordinal) && path.Length > 5 && path[5] == ':')
            path = path.Substring(Extended.Length);
        return TrimEnd(path);
    }

    /// <summary>
    /// Length of the part of a full path that has no parent, in either form: C:\, \\server\share, \\?\Volume{…}\.
    /// A '\' after it belongs to it but for shares.
    /// </summary>
    public static int RootLength(string path)
    {
        if (path.StartsWith(ExtendedUnc, StringComparison.OrdinalIgnoreCase)) return EndOfShare(path, ExtendedUnc.Length);
        if (path.StartsWith(Extended, StringComparison.Ordinal) || path.StartsWith(@"\\.\", StringComparison.Ordinal))
            return WithSeparator(path, EndOfPart(path, Extended.Length));
        if (path.StartsWith(@"\\", StringComparison.Ordinal)) return EndOfShare(path, 2);
        return WithSeparator(path, EndOfPart(path, 0));
    }

    /// <summary>Splits the last part off. False when only the root is left.</summary>
    public static bool TrySplit(string path, out string parent, out string name)
    {
        var trimmed = TrimEnd(path);
        var root = RootLength(trimmed);
        if (trimmed.Length <= root)
        {
            (parent, name) = (path, "");
            return false;
        }
        var cut = trimmed.LastIndexOf('\\');
        name = trimmed.Substring(cut + 1);
        parent = trimmed.Substring(0, Math.Max(cut, root));
        return true;
    }

    /// <summary>A path of either form with a name after it.</summary>
    public static string Join(string folder, string name) =>
        folder.Length > 0 && folder[folder.Length - 1] == '\\' ? folder + name : folder + '\\' + name;

    static string TrimEnd(string path)
    {
        var end = path.Length;
        var root = RootLength(path);
        while (end > root && path[end - 1] == '\\') end--;
        return path.Substring(0, end);
    }

    static int EndOfPart(string path, int start)
    {
        var end = path.IndexOf('\\', Math.Min(start, path.Length));
        return end < 0 ? path.Length : end;
    }

    static int EndOfShare(string path, int start)
    {
        var server = EndOfPart(path, start);
        return server == path.Length ? server : EndOfPart(path, server + 1);
    }

    static int WithSeparator(string path, int end) => end < path.Length ? end + 1 : end;
}
