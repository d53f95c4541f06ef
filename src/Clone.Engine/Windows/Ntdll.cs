using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>
/// Functions of ntdll.dll, which alone open relative to a handle. Those of files are described at
/// https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ by their names. All return an NTSTATUS.
/// </summary>
static unsafe class Ntdll
{
    const string Library = "ntdll.dll";

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtCreateFile(
        IntPtr* handle, uint access, ObjectAttributes* attributes, IoStatusBlock* result, long* allocationSize,
        uint fileAttributes, uint share, uint disposition, uint options, void* extended, uint extendedLength);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtReadFile(
        NtHandle file, IntPtr readyEvent, IntPtr routine, IntPtr context, IoStatusBlock* result,
        void* buffer, uint length, long* offset, uint* key);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtWriteFile(
        NtHandle file, IntPtr readyEvent, IntPtr routine, IntPtr context, IoStatusBlock* result,
        void* buffer, uint length, long* offset, uint* key);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtFlushBuffersFile(NtHandle file, IoStatusBlock* result);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtFsControlFile(
        NtHandle file, IntPtr readyEvent, IntPtr routine, IntPtr context, IoStatusBlock* result,
        uint code, void* input, uint inputLength, void* output, uint outputLength);

    /// <summary>https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntdeviceiocontrolfile.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtDeviceIoControlFile(
        NtHandle file, IntPtr readyEvent, IntPtr routine, IntPtr context, IoStatusBlock* result,
        uint code, void* input, uint inputLength, void* output, uint outputLength);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtQueryInformationFile(
        NtHandle file, IoStatusBlock* result, void* buffer, uint length, int informationClass);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtSetInformationFile(
        NtHandle file, IoStatusBlock* result, void* buffer, uint length, int informationClass);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtQueryVolumeInformationFile(
        NtHandle file, IoStatusBlock* result, void* buffer, uint length, int informationClass);

    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtQueryDirectoryFile(
        NtHandle file, IntPtr readyEvent, IntPtr routine, IntPtr context, IoStatusBlock* result,
        void* buffer, uint length, int informationClass, byte single, UnicodeString* pattern, byte restart);

    /// <summary>https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntquerysysteminformation.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern uint NtQuerySystemInformation(int informationClass, void* buffer, uint length, uint* needed);
}
