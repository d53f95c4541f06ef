using System;
using System.IO;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>Full paths of folders as text: their form, their parts, and how two of them lie to each other.</summary>
static class FolderPaths
{
    static char Separator => Path.DirectorySeparatorChar;

    /// <summary>
    /// The path without "." and ".." and without a separator at its end.
    /// </summary>
    /// <exception cref="CloneException">ClonePathInvalid: not a full path of this platform.</exception>
    public static string Full(string path)
    {
        if (path.AsSpan().IndexOf('\0') >= 0) throw Invalid(path, "NUL");
        if (!IsFull(path)) throw Invalid(path, "relative");
        try
        {
            return WithoutEnd(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new CloneException(ErrorId.ClonePathInvalid, e, path, e.Message);
        }
    }

    /// <summary>The full path with its links resolved.</summary>
    /// <exception cref="CloneException">ClonePathInvalid.</exception>
    public static string Canonical(FolderPlatform platform, string path)
    {
        var full = Full(path);
        try
        {
            return WithoutEnd(platform.Canonicalize(full));
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.ClonePathInvalid, e, path, e.Code);
        }
    }

    /// <summary>True for the root of a drive, share or file system.</summary>
    public static bool IsRoot(string full) => WithoutEnd(Path.GetPathRoot(full) ?? "") == full;

    /// <summary>The name of the folder; empty for a root.</summary>
    public static string LastPart(string full) => IsRoot(full) ? "" : full.Substring(full.LastIndexOf(Separator) + 1);

    /// <summary>The folder that holds it; null for a root.</summary>
    public static string? Parent(string full) => IsRoot(full) ? null : Path.GetDirectoryName(full);

    /// <summary>The path of an entry of a folder.</summary>
    public static string Join(string folder, string name) =>
        folder[folder.Length - 1] == Separator ? folder + name : folder + Separator + name;

    /// <summary>True when the second path is the first or lies below it.</summary>
    public static bool Contains(string outer, string inner, StringComparison comparison)
    {
        if (!inner.StartsWith(outer, comparison)) return false;
        return inner.Length == outer.Length || outer[outer.Length - 1] == Separator || inner[outer.Length] == Separator;
    }

    /// <summary>True when both are the same or one lies in the other.</summary>
    public static bool Overlap(string one, string other, StringComparison comparison) =>
        Contains(one, other, comparison) || Contains(other, one, comparison);

    static string WithoutEnd(string path)
    {
        var root = Path.GetPathRoot(path)?.Length ?? 0;
        var end = path.Length;
        while (end > Math.Max(root, 1) && IsSeparator(path[end - 1])) end--;
        return path.Substring(0, end);
    }

    static bool IsFull(string path)
    {
        if (Separator == '/') return path.Length > 0 && path[0] == '/';
        if (path.Length < 3) return false;
        if (IsSeparator(path[0]) && IsSeparator(path[1])) return path[2] != '.' && !IsSeparator(path[2]);
        return char.IsLetter(path[0]) && path[1] == ':' && IsSeparator(path[2]);
    }

    static bool IsSeparator(char c) => c == Separator || c == Path.AltDirectorySeparatorChar;

    static CloneException Invalid(string path, string why) => new(ErrorId.ClonePathInvalid, path, why);
}
