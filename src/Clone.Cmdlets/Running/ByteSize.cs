using System;
using System.Globalization;

namespace Clone.Cmdlets.Running;

/// <summary>Sizes as people read them, in powers of 1024 with the names that Windows uses.</summary>
static class ByteSize
{
    static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>A size with at most one decimal, such as "12.3 MB".</summary>
    public static string Text(double bytes)
    {
        var unit = 0;
        var size = Math.Max(0, bytes);
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        var format = unit == 0 || size >= 100 ? "N0" : "N1";
        return size.ToString(format, CultureInfo.CurrentCulture) + " " + Units[unit];
    }
}
