using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Texts;

namespace Clone.Engine.Disks;

/// <summary>The path of a base folder inside a volume: names with '/' between them; empty for the volume's root.</summary>
static class VolumeFolder
{
    static readonly char[] Separators = ['/', '\\'];

    /// <summary>The path in this form.</summary>
    /// <exception cref="CloneException">ClonePathInvalid: it names a drive, or leads upwards, or a name cannot be used.</exception>
    public static string Check(string path)
    {
        var parts = Parts(path);
        try
        {
            if (path.StartsWith(@"\\", StringComparison.Ordinal)) throw new CloneException(ErrorId.CloneDestinationNameInvalid, path);
            // Of a path with a drive, "C:" would be such a name.
            foreach (var part in parts) DestinationName.Check(part, onWindows: true);
        }
        catch (CloneException e)
        {
            throw new CloneException(ErrorId.ClonePathInvalid, e, path, Text.Get("Reason.PathNotInVolume"));
        }
        return string.Join("/", parts);
    }

    /// <summary>The names in the path.</summary>
    public static IReadOnlyList<string> Parts(string path) =>
        [.. path.Split(Separators).Where(part => part.Length > 0)];
}
