using System;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>
/// Reads the entries of a folder, one after the other, out of a large buffer. The position belongs to the handle, so
/// only one reader may use a handle at a time.
/// </summary>
sealed unsafe class NtDirectoryReader : IDisposable
{
    const int Room = 128 * 1024;
    readonly NtHandle folder;
    readonly string? pattern;
    readonly byte* buffer;
    int informationClass = FileInformation.IdFullDirectory;
    bool started;
    int filled;
    int next;
    FileFullDirectoryInformation* entry;

    /// <summary>Starts at the first entry; with a pattern only the entries that it matches by long or short name.</summary>
    public NtDirectoryReader(NtHandle folder, string? pattern = null)
    {
        this.folder = folder;
        this.pattern = pattern;
        buffer = (byte*)Marshal.AllocHGlobal(Room);
    }

    /// <summary>Times, size and attributes of the entry; valid until the next <see cref="Read"/>.</summary>
    public ref readonly FileFullDirectoryInformation Entry => ref *entry;

    /// <summary>The file id of the entry, 0 where the file system tells none.</summary>
    public ulong FileId => informationClass == FileInformation.IdFullDirectory
        ? ((FileIdFullDirectoryInformation*)entry)->FileId
        : 0;

    /// <summary>The name of the entry; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> Name => new((byte*)entry + NameOffset, (int)entry->FileNameLength / sizeof(char));

    int NameOffset => informationClass == FileInformation.IdFullDirectory
        ? FileIdFullDirectoryInformation.NameOffset
        : FileFullDirectoryInformation.NameOffset;

    /// <summary>True when <see cref="Read"/> will ask the system again, so that a long reading can stop here.</summary>
    public bool IsBufferUsedUp => next < 0 || filled == 0;

    /// <summary>Moves to the next entry, "." and ".." left out. False at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            if (IsBufferUsedUp && !Fill()) return false;
            TakeNext();
            var name = Name;
            var dots = name.Length <= 2 && name[0] == '.' && name[name.Length - 1] == '.';
            if (!dots) return true;
        }
    }

    /// <summary>Frees the buffer.</summary>
    public void Dispose() => Marshal.FreeHGlobal((IntPtr)buffer);

    void TakeNext()
    {
        entry = (FileFullDirectoryInformation*)(buffer + next);
        // Servers answer too; what they send is not taken on trust.
        if (next + NameOffset > filled || entry->FileNameLength == 0 || (entry->FileNameLength & 1) != 0
            || entry->FileNameLength > filled - next - NameOffset)
            throw WindowsErrors.OfCode(58, EntryOperation.List);
        var step = entry->NextEntryOffset;
        if (step > filled || (step & 7) != 0) throw WindowsErrors.OfCode(58, EntryOperation.List);
        next = step == 0 ? -1 : next + (int)step;
    }

    bool Fill()
    {
        var status = Query();
        if (!started && informationClass == FileInformation.IdFullDirectory && NtStatus.IsUnknownRequest(status))
        {
            informationClass = FileInformation.FullDirectory;
            status = Query();
        }
        started = true;
        next = 0;
        if (status is NtStatus.NoMoreFiles or NtStatus.NoSuchFile) return false;
        NtFile.Check(status, EntryOperation.List);
        return filled > 0;
    }

    uint Query()
    {
        IoStatusBlock result;
        uint status;
        fixed (char* text = pattern)
        {
            var bytes = (ushort)((pattern?.Length ?? 0) * sizeof(char));
            var unicode = new UnicodeString { Length = bytes, MaximumLength = bytes, Buffer = text };
            status = Ntdll.NtQueryDirectoryFile(
                folder, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, &result, buffer, Room, informationClass,
                single: 0, pattern is null ? null : &unicode, restart: started ? (byte)0 : (byte)1);
        }
        filled = NtStatus.IsSuccess(status) ? Math.Min((int)result.Information, Room) : 0;
        return status;
    }
}
