using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Clone.Engine.Windows;

namespace Clone.Engine.State;

/// <summary>
/// Tells one start of the machine from another. What a process had written when it was killed is still in the hands of
/// the operating system; what it had written when the machine stopped may never have reached the disk.
/// </summary>
static class BootId
{
    /// <summary>Linux: https://man7.org/linux/man-pages/man4/random.4.html, boot_id.</summary>
    const string LinuxFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The id of this start; empty when the system does not tell, which counts as another start each time.</summary>
    public static string Read()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return OfWindows();
        try
        {
            return File.ReadAllText(LinuxFile).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static string OfWindows()
    {
        var time = WindowsMachine.BootTime();
        return time == 0 ? "" : time.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>True when both are ids of one start.</summary>
    public static bool IsSame(string one, string other) => one.Length > 0 && one == other;
}
