using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>The request that gives an open entry another name.</summary>
static class NtRename
{
    /// <summary>Renames into an open folder.</summary>
    /// <param name="entry">The entry, opened with the right to delete it.</param>
    /// <param name="folder">The folder that takes it.</param>
    /// <param name="newName">Its single name there.</param>
    /// <param name="flags">Flags (extended), or 1 to replace and 0 not to.</param>
    /// <param name="extended">FileRenameInformationEx instead of FileRenameInformation.</param>
    public static uint Set(NtHandle entry, NtHandle folder, string newName, uint flags, bool extended)
    {
        var held = false;
        try
        {
            folder.DangerousAddRef(ref held);
            var buffer = Request(folder.DangerousGetHandle(), newName, flags);
            return NtFile.Set(entry, extended ? FileInformation.RenameEx : FileInformation.Rename, buffer);
        }
        finally
        {
            if (held) folder.DangerousRelease();
        }
    }

    /// <summary>
    /// Gives an open file a second name in an open folder, where no entry has it. FILE_LINK_INFORMATION has the layout of
    /// FILE_RENAME_INFORMATION (https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_link_information).
    /// </summary>
    public static uint Link(NtHandle entry, NtHandle folder, string newName)
    {
        var held = false;
        try
        {
            folder.DangerousAddRef(ref held);
            return NtFile.Set(entry, FileInformation.Link, Request(folder.DangerousGetHandle(), newName, flags: 0));
        }
        finally
        {
            if (held) folder.DangerousRelease();
        }
    }

    /// <summary>The request as bytes: the structure, and the name after it, which is counted and has no NUL.</summary>
    public static unsafe byte[] Request(IntPtr folder, string newName, uint flags)
    {
        var name = MemoryMarshal.AsBytes(newName.AsSpan());
        // At least the whole structure, padding too, which file systems ask for even with a name of one character.
        var buffer = new byte[Math.Max(Marshal.SizeOf<FileRenameInformation>(), FileRenameInformation.NameOffset + name.Length)];
        fixed (byte* start = buffer)
            *(FileRenameInformation*)start = new() { Flags = flags, RootDirectory = folder, FileNameLength = (uint)name.Length };
        name.CopyTo(buffer.AsSpan(FileRenameInformation.NameOffset));
        return buffer;
    }
}
