using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Unix;

/// <summary>A file descriptor, closed with the last of its users.</summary>
sealed class Descriptor : SafeHandle
{
    /// <summary>Takes over a descriptor.</summary>
    public Descriptor(int number) : base(new IntPtr(-1), ownsHandle: true) => SetHandle(new IntPtr(number));

    /// <inheritdoc/>
    public override bool IsInvalid => (int)handle < 0;

    /// <summary>Its number, good as long as nobody disposes of the descriptor.</summary>
    public int Number => (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
