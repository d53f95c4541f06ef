using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>Functions of kernel32.dll. Each is described at https://learn.microsoft.com/windows/win32/api/ by its name.</summary>
static unsafe class Kernel32
{
    const string Library = "kernel32.dll";

    /// <summary>THREAD_MODE_BACKGROUND_BEGIN: processthreadsapi/nf-processthreadsapi-setthreadpriority</summary>
    public const int ThreadModeBackgroundBegin = 0x00010000;

    /// <summary>fileapi/nf-fileapi-createfilew</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern IntPtr CreateFileW(
        char* fileName, uint access, uint share, void* security, uint disposition, uint flags, IntPtr template);

    /// <summary>handleapi/nf-handleapi-closehandle</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int CloseHandle(IntPtr handle);

    /// <summary>fileapi/nf-fileapi-flushfilebuffers</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int FlushFileBuffers(NtHandle file);

    /// <summary>fileapi/nf-fileapi-getfullpathnamew: characters without the NUL, or the room needed with it.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern uint GetFullPathNameW(char* fileName, uint room, char* buffer, char** filePart);

    /// <summary>fileapi/nf-fileapi-getfinalpathnamebyhandlew: characters without the NUL, or the room needed with it.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern uint GetFinalPathNameByHandleW(NtHandle file, char* buffer, uint room, uint flags);

    /// <summary>processthreadsapi/nf-processthreadsapi-getcurrentprocess: a handle that is not closed.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern IntPtr GetCurrentProcess();

    /// <summary>processthreadsapi/nf-processthreadsapi-getcurrentthread: a handle that is not closed.</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern IntPtr GetCurrentThread();

    /// <summary>processthreadsapi/nf-processthreadsapi-setthreadpriority</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int SetThreadPriority(IntPtr thread, int priority);

    /// <summary>sysinfoapi/nf-sysinfoapi-getsystemfirmwaretable: bytes written, or the room needed.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern uint GetSystemFirmwareTable(uint provider, uint table, byte* buffer, uint room);

    /// <summary>fileapi/nf-fileapi-findfirstvolumew: the room is in characters.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern IntPtr FindFirstVolumeW(char* name, uint room);

    /// <summary>fileapi/nf-fileapi-findnextvolumew</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int FindNextVolumeW(IntPtr search, char* name, uint room);

    /// <summary>fileapi/nf-fileapi-findvolumeclose</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern int FindVolumeClose(IntPtr search);

    /// <summary>fileapi/nf-fileapi-getvolumepathnamesforvolumenamew: names, each with a NUL, and a NUL at the end.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int GetVolumePathNamesForVolumeNameW(char* volume, char* names, uint room, uint* needed);

    /// <summary>fileapi/nf-fileapi-getvolumeinformationw</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int GetVolumeInformationW(
        char* root, char* label, uint labelRoom, uint* serial, uint* longestName, uint* flags, char* fileSystem, uint fileSystemRoom);

    /// <summary>winbase/nf-winbase-localfree</summary>
    [DllImport(Library, ExactSpelling = true)]
    public static extern IntPtr LocalFree(IntPtr memory);

    /// <summary>ioapiset/nf-ioapiset-deviceiocontrol</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int DeviceIoControl(
        NtHandle device, uint code, void* input, uint inputSize, void* output, uint outputSize, uint* returned, void* overlapped);
}
