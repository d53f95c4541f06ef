using System.IO;
using Clone.Engine.Unix;

namespace Clone.Engine.Machine;

/// <summary>How many files the process may have open at once.</summary>
static unsafe class OpenFiles
{
    /// <summary>More than a run would want to have open.</summary>
    const int Plenty = 64 * 1024;

    /// <summary>POSIX: no process has less (_POSIX_OPEN_MAX).</summary>
    const int Least = 20;

    /// <summary>The limit of the system for this process, at most 65,536.</summary>
    public static int Most()
    {
        if (Path.DirectorySeparatorChar != '/') return Plenty;
        var limits = stackalloc ulong[2];
        return Libc.GetLimit(Libc.LimitOfOpenFiles, limits) < 0 ? Least : (int)System.Math.Min(limits[0], Plenty);
    }
}
