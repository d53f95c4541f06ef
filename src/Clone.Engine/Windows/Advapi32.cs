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

    /// <summary>winreg/nf-winreg-regcreatekeyexw: returns an error code.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int RegCreateKeyExW(
        IntPtr key, char* subKey, uint reserved, char* className, uint options, uint access, void* security, IntPtr* result, uint* disposition);

    /// <summary>winreg/nf-winreg-regsetvalueexw: returns an error code.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int RegSetValueExW(IntPtr key, char* value, uint reserved, uint type, void* data, uint length);

    /// <summary>winreg/nf-winreg-regclosekey</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int RegCloseKey(IntPtr key);

    /// <summary>winbase/nf-winbase-registereventsourcew</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern IntPtr RegisterEventSourceW(char* server, char* source);

    /// <summary>winbase/nf-winbase-reporteventw</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int ReportEventW(
        IntPtr log, ushort type, ushort category, uint number, void* user, ushort texts, uint dataBytes, char** text, void* data);

    /// <summary>winbase/nf-winbase-deregistereventsource</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int DeregisterEventSource(IntPtr log);

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
