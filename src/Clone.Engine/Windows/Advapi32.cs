using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>Functions of advapi32.dll. Each is described at https://learn.microsoft.com/windows/win32/api/ by its name.</summary>
static unsafe class Advapi32
{
    const string Library = "advapi32.dll";

    /// <summary>winreg/nf-winreg-reggetvaluew: returns an error code, not through the last error.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int RegGetValueW(
        IntPtr key, char* subKey, char* value, uint flags, uint* type, void* data, uint* length);

    /// <summary>processthreadsapi/nf-processthreadsapi-openprocesstoken</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int OpenProcessToken(IntPtr process, uint access, IntPtr* token);

    /// <summary>winbase/nf-winbase-lookupprivilegevaluew</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int LookupPrivilegeValueW(char* system, char* name, long* id);

    /// <summary>
    /// securitybaseapi/nf-securitybaseapi-adjusttokenprivileges: succeeds with ERROR_NOT_ALL_ASSIGNED as the last
    /// error when the account does not hold the privilege.
    /// </summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int AdjustTokenPrivileges(
        NtHandle token, int disableAll, TokenPrivileges* state, uint length, void* previous, uint* previousLength);
}
