using System;
using System.Globalization;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;

namespace Clone.Engine.Jobs;

/// <summary>The rules for the name of a destination below its base folder.</summary>
static class DestinationName
{
    /// <summary>Longest name of NTFS in UTF-16 units.</summary>
    const int MaxLength = 255;

    /// <summary>
    /// Names that Windows gives to devices, with any extension; since disks travel they are refused everywhere.
    /// https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
    /// </summary>
    static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>Names that Windows or Clone keeps at roots.</summary>
    static readonly string[] Reserved = [DestinationMarker.FolderName, "System Volume Information", "$RECYCLE.BIN", "$Extend"];

    /// <summary>Lets a name pass that follows the rules.</summary>
    /// <param name="name">The name.</param>
    /// <param name="onWindows">Whether the characters that Windows forbids in names are refused too.</param>
    /// <exception cref="CloneException">CloneDestinationNameInvalid.</exception>
    public static string Check(string name, bool onWindows)
    {
        if (!IsSafe(name) || (onWindows && name.IndexOfAny(['<', '>', ':', '"', '|', '?', '*']) >= 0))
            throw new CloneException(ErrorId.CloneDestinationNameInvalid, name);
        return name;
    }

    static bool IsSafe(string name)
    {
        if (name.Length is 0 or > MaxLength || name[0] == ' ' || name[name.Length - 1] is ' ' or '.') return false;
        foreach (var c in name)
            if (c is '/' or '\\' || char.GetUnicodeCategory(c) == UnicodeCategory.Control) return false;
        return !Array.Exists(Reserved, reserved => Same(reserved, name)) && !IsDevice(name);
    }

    /// <summary>True for a name that Windows gives to a device.</summary>
    public static bool IsDevice(string name)
    {
        var dot = name.IndexOf('.');
        var stem = (dot < 0 ? name : name.Substring(0, dot)).TrimEnd(' ');
        if (Array.Exists(Devices, device => Same(device, stem))) return true;
        if (stem.Length != 4 || !(Same(stem.Substring(0, 3), "COM") || Same(stem.Substring(0, 3), "LPT"))) return false;
        return stem[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3';
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
