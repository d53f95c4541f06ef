using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>Privileges that an account holds but that are off until a program turns them on.</summary>
static unsafe class Privilege
{
    /// <summary>Needed to make symbolic links (https://learn.microsoft.com/windows/win32/secauthz/privilege-constants).</summary>
    public const string CreateSymbolicLink = "SeCreateSymbolicLinkPrivilege";

    const uint Enabled = 0x2;

    /// <summary>Turns a privilege on for this process. False when the account does not hold it.</summary>
    public static bool TryEnable(string name)
    {
        IntPtr opened;
        if (Advapi32.OpenProcessToken(Kernel32.GetCurrentProcess(), Access.TokenQuery | Access.TokenAdjustPrivileges, &opened) == 0)
            return false;
        using var token = new NtHandle(opened);
        long id;
        fixed (char* text = name)
            if (Advapi32.LookupPrivilegeValueW(null, text, &id) == 0) return false;
        var state = new TokenPrivileges
        {
            Count = 1,
            LuidLow = (uint)id,
            LuidHigh = (int)(id >> 32),
            Attributes = Enabled,
        };
        return Advapi32.AdjustTokenPrivileges(token, 0, &state, (uint)sizeof(TokenPrivileges), null, null) != 0
            && Marshal.GetLastWin32Error() == 0;
    }
}
