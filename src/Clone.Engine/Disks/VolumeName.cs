using System;
using System.Globalization;
using Clone.Engine.Errors;

namespace Clone.Engine.Disks;

/// <summary>The form in which users name a volume: its id or its label.</summary>
static class VolumeName
{
    /// <summary>No label is longer: that of btrfs has 255 bytes, all others have fewer.</summary>
    const int MaxLength = 255;

    /// <summary>
    /// The name as it is compared: UUID=… and LABEL=…, as fstab has them, and \\?\Volume{…}\ of Windows lose what stands
    /// around them.
    /// </summary>
    /// <exception cref="CloneException">CloneVolumeNameInvalid.</exception>
    public static string Check(string named)
    {
        var name = Inner(named.Trim());
        if (name.Length is 0 or > MaxLength || name.IndexOfAny(['/', '\\']) >= 0) throw Invalid(named);
        foreach (var c in name)
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Control) throw Invalid(named);
        return name;
    }

    static string Inner(string name)
    {
        foreach (var prefix in new[] { "UUID=", "LABEL=" })
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return name.Substring(prefix.Length).Trim('"');
        const string volume = @"\\?\Volume";
        return name.StartsWith(volume + "{", StringComparison.OrdinalIgnoreCase) ? name.Substring(volume.Length).TrimEnd('\\') : name;
    }

    static CloneException Invalid(string named) => new(ErrorId.CloneVolumeNameInvalid, named);
}
