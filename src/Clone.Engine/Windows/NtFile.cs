using System;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>Opening, reading, writing and asking by handle. Members that return a status leave judging it to the caller.</summary>
static unsafe class NtFile
{
    /// <summary>
    /// Opens or makes the entry of a single name in a folder (or a stream of a file; or, with an empty name, what the
    /// handle stands for once more).
    /// </summary>
    public static uint Open(NtHandle parent, string name, in OpenRequest request, out NtHandle? handle) =>
        Open(parent, name, request, out handle, security: default);

    /// <summary>As the other; what is made gets these rights (a self-relative security descriptor) instead of inherited ones.</summary>
    public static uint Open(NtHandle parent, string name, in OpenRequest request, out NtHandle? handle, ReadOnlySpan<byte> security)
    {
        handle = null;
        if (name.Length > NtName.MostCharacters) return NtStatus.ObjectNameInvalid;
        var held = false;
        try
        {
            parent.DangerousAddRef(ref held);
            fixed (char* text = name)
            fixed (byte* rights = security)
            {
                var unicode = new UnicodeString
                {
                    Length = (ushort)(name.Length * sizeof(char)),
                    MaximumLength = (ushort)(name.Length * sizeof(char)),
                    Buffer = text,
                };
                var attributes = new ObjectAttributes
                {
                    Length = (uint)sizeof(ObjectAttributes),
                    RootDirectory = parent.DangerousGetHandle(),
                    ObjectName = &unicode,
                    Attributes = OpenOptions.CaseInsensitive,
                    SecurityDescriptor = (IntPtr)rights,
                };
                IntPtr opened;
                IoStatusBlock result;
                var status = Ntdll.NtCreateFile(
                    &opened, request.Access | Access.Synchronize, &attributes, &result, null, FileAttribute.Normal,
                    request.Share, request.Disposition, request.Options | OpenOptions.SynchronousIoNonalert, null, 0);
                if (NtStatus.IsSuccess(status)) handle = new NtHandle(opened);
                return status;
            }
        }
        finally
        {
            if (held) parent.DangerousRelease();
        }
    }

    /// <summary>Opens by a path of the Win32 form \\?\…, following links.</summary>
    /// <returns>The Win32 error code, 0 on success.</returns>
    public static int OpenPath(string path, uint access, out NtHandle? handle)
    {
        fixed (char* text = path)
        {
            var opened = Kernel32.CreateFileW(
                text, access | Access.Synchronize, Share.All, null, Disposition.OpenExisting,
                OpenOptions.FlagBackupSemantics, IntPtr.Zero);
            var code = Marshal.GetLastWin32Error();
            var candidate = new NtHandle(opened);
            handle = candidate.IsInvalid ? null : candidate;
            return candidate.IsInvalid ? code : 0;
        }
    }

    /// <summary>Fills a structure with one class of information. A name at its end that does not fit is no failure.</summary>
    public static uint Query<T>(NtHandle handle, int informationClass, out T information)
        where T : unmanaged
    {
        IoStatusBlock result;
        T answer = default;
        var status = Ntdll.NtQueryInformationFile(handle, &result, &answer, (uint)sizeof(T), informationClass);
        information = answer;
        return status == NtStatus.BufferOverflow ? NtStatus.Success : status;
    }

    /// <summary>As the other, with a buffer of any length.</summary>
    public static uint Query(NtHandle handle, int informationClass, Span<byte> buffer, out int used)
    {
        IoStatusBlock result;
        fixed (byte* start = buffer)
        {
            var status = Ntdll.NtQueryInformationFile(handle, &result, start, (uint)buffer.Length, informationClass);
            used = NtStatus.IsSuccess(status) ? (int)result.Information : 0;
            return status;
        }
    }

    /// <summary>Sets one class of information.</summary>
    public static uint Set<T>(NtHandle handle, int informationClass, T information)
        where T : unmanaged
    {
        IoStatusBlock result;
        return Ntdll.NtSetInformationFile(handle, &result, &information, (uint)sizeof(T), informationClass);
    }

    /// <summary>As the other, from a buffer of any length.</summary>
    public static uint Set(NtHandle handle, int informationClass, ReadOnlySpan<byte> information)
    {
        IoStatusBlock result;
        fixed (byte* start = information)
            return Ntdll.NtSetInformationFile(handle, &result, start, (uint)information.Length, informationClass);
    }

    /// <summary>Asks for one class of information of the volume that holds the entry.</summary>
    public static uint QueryVolume(NtHandle handle, int informationClass, Span<byte> buffer, out int used)
    {
        IoStatusBlock result;
        fixed (byte* start = buffer)
        {
            var status = Ntdll.NtQueryVolumeInformationFile(handle, &result, start, (uint)buffer.Length, informationClass);
            var filled = NtStatus.IsSuccess(status) || status == NtStatus.BufferOverflow;
            used = filled ? Math.Min((int)result.Information, buffer.Length) : 0;
            return filled ? NtStatus.Success : status;
        }
    }

    /// <summary>Sends a control code to the file system.</summary>
    public static uint Control(NtHandle handle, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int used)
    {
        IoStatusBlock result;
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            var status = Ntdll.NtFsControlFile(
                handle, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, &result,
                code, from, (uint)input.Length, to, (uint)output.Length);
            used = NtStatus.IsSuccess(status) || status == NtStatus.BufferOverflow ? (int)result.Information : 0;
            return status;
        }
    }

    /// <summary>Sends a control code to the device, as DeviceIoControl does with codes that are not those of file systems.</summary>
    public static uint ControlDevice(NtHandle handle, uint code, ReadOnlySpan<byte> input, Span<byte> output)
    {
        IoStatusBlock result;
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            return Ntdll.NtDeviceIoControlFile(
                handle, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, &result,
                code, from, (uint)input.Length, to, (uint)output.Length);
        }
    }

    /// <summary>Reads at an offset; 0 at the end.</summary>
    public static int Read(NtHandle handle, Span<byte> buffer, long offset)
    {
        if (buffer.IsEmpty) return 0;
        IoStatusBlock result;
        fixed (byte* start = buffer)
        {
            var status = Ntdll.NtReadFile(
                handle, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, &result, start, (uint)buffer.Length, &offset, null);
            if (status == NtStatus.EndOfFile) return 0;
            if (!NtStatus.IsSuccess(status)) throw WindowsErrors.OfStatus(status, EntryOperation.Read);
            return (int)result.Information;
        }
    }

    /// <summary>Writes all bytes at an offset.</summary>
    public static void Write(NtHandle handle, ReadOnlySpan<byte> bytes, long offset)
    {
        IoStatusBlock result;
        while (!bytes.IsEmpty)
        {
            fixed (byte* start = bytes)
            {
                var status = Ntdll.NtWriteFile(
                    handle, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, &result, start, (uint)bytes.Length, &offset, null);
                if (!NtStatus.IsSuccess(status)) throw WindowsErrors.OfStatus(status, EntryOperation.Write);
            }
            var written = (int)result.Information;
            // A driver that takes nothing and says nothing would keep us here for ever.
            if (written <= 0) throw WindowsErrors.OfCode(29, EntryOperation.Write);
            bytes = bytes.Slice(written);
            offset += written;
        }
    }

    /// <summary>Brings what was written through this handle to the disk.</summary>
    public static void Flush(NtHandle handle)
    {
        IoStatusBlock result;
        Check(Ntdll.NtFlushBuffersFile(handle, &result), EntryOperation.Flush);
    }

    /// <summary>Throws unless the status tells of success.</summary>
    public static void Check(uint status, EntryOperation operation)
    {
        if (!NtStatus.IsSuccess(status)) throw WindowsErrors.OfStatus(status, operation);
    }
}
