using System.Runtime.InteropServices;

namespace Clone.Engine.Unix;

/// <summary>
/// struct statfs of 64-bit Linux (glibc and musl agree); https://man7.org/linux/man-pages/man2/statfs.2.html.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
struct StatFs
{
    [FieldOffset(0)] public long Type;
    [FieldOffset(8)] public long BlockSize;
    [FieldOffset(32)] public ulong BlocksAvailable;
    [FieldOffset(56)] public uint IdHigh;
    [FieldOffset(60)] public uint IdLow;
    [FieldOffset(72)] public long FragmentSize;

    /// <summary>f_fsid as one number, in the way in which stat(1) shows it.</summary>
    public readonly ulong Id => ((ulong)IdHigh << 32) | IdLow;
}
