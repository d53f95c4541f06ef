using System;
using System.Globalization;
using System.IO;

namespace Clone.Engine.Folders;

/// <summary>Whether Linux calls a disk removable, or one that hangs on USB.</summary>
static class RemovableDisk
{
    /// <summary>
    /// Looks at <c>dev/block/MAJOR:MINOR</c>, a link to the device: a partition has its disk above it, and a disk has a file
    /// <c>removable</c> (https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-block). A disk in a case calls itself fixed; that
    /// it hangs on USB is in its path.
    /// </summary>
    /// <param name="sys">Where sysfs is mounted.</param>
    /// <param name="device">The number of the device.</param>
    public static bool Is(string sys, (uint Major, uint Minor) device)
    {
        var name = device.Major.ToString(CultureInfo.InvariantCulture) + ":" + device.Minor.ToString(CultureInfo.InvariantCulture);
        try
        {
            var link = new DirectoryInfo(Path.Combine(sys, "dev", "block", name));
            if (!link.Exists) return false;
#if NETFRAMEWORK
            var place = link.FullName;
#else
            var place = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName;
#endif
            if (Array.Exists(place.Split('/'), part => part.StartsWith("usb", StringComparison.Ordinal))) return true;
            var disk = File.Exists(Path.Combine(place, "partition")) ? Path.GetDirectoryName(place)! : place;
            var file = Path.Combine(disk, "removable");
            return File.Exists(file) && File.ReadAllText(file).Trim() == "1";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
