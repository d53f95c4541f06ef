using System;
using Microsoft.Win32.SafeHandles;

namespace Clone.Engine.Windows;

/// <summary>A handle of the kernel that this process owns; closed once, whatever happens.</summary>
sealed class NtHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes over a handle.</summary>
    public NtHandle(IntPtr handle)
        : base(ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Kernel32.CloseHandle(handle) != 0;
}
