using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Disks;

/// <summary>Volumes by way of the Windows API.</summary>
sealed unsafe class WindowsDisks : DiskPlatform
{
    /// <summary>Characters of a path with its NUL; volume names and labels are shorter.</summary>
    const int Room = 261;
    const int MostPaths = 4096;

    /// <inheritdoc/>
    public override StringComparison LabelComparison => StringComparison.OrdinalIgnoreCase;

    /// <inheritdoc/>
    public override string SystemFolder => Environment.SystemDirectory;

    /// <inheritdoc/>
    public override IReadOnlyList<DiskVolume> Mounted()
    {
        var volumes = new List<DiskVolume>();
        var buffer = stackalloc char[Room];
        var search = Kernel32.FindFirstVolumeW(buffer, Room);
        if (search == new IntPtr(-1)) return volumes;
        try
        {
            do
            {
                if (Look(new string(buffer)) is { } volume) volumes.Add(volume);
            }
            while (Kernel32.FindNextVolumeW(search, buffer, Room) != 0);
        }
        finally
        {
            _ = Kernel32.FindVolumeClose(search);
        }
        return volumes;
    }

    /// <summary>
    /// Locks the volume, which fails while anything on it is open, and dismounts it. That a disk cannot be ejected
    /// by its drive matters no more then: nothing is left to be written.
    /// </summary>
    public override void Eject(DiskVolume volume)
    {
        using var device = Open(@"\\?\Volume" + volume.Name);
        if (Kernel32.FlushFileBuffers(device) == 0 || !Control(device, VolumeControl.Lock) || !Control(device, VolumeControl.Dismount))
            throw WindowsErrors.OfCode(Marshal.GetLastWin32Error(), EntryOperation.Flush);
        byte prevent = 0;
        uint returned;
        _ = Kernel32.DeviceIoControl(device, VolumeControl.MediaRemoval, &prevent, 1, null, 0, &returned, null);
        Control(device, VolumeControl.EjectMedia);
    }

    /// <summary>Null for a drive without a disk and for what cannot be read.</summary>
    static DiskVolume? Look(string path)
    {
        const string prefix = @"\\?\Volume";
        if (!path.StartsWith(prefix + "{", StringComparison.OrdinalIgnoreCase)) return null;
        var label = stackalloc char[Room];
        uint serial;
        fixed (char* root = path)
            if (Kernel32.GetVolumeInformationW(root, label, Room, &serial, null, null, null, 0) == 0) return null;
        var name = path.Substring(prefix.Length).TrimEnd('\\').ToLowerInvariant();
        var id = WindowsVolume.IdOf(name, serial).Split('|')[0];
        return new DiskVolume(name, id, new string(label), FirstPath(path) ?? path);
    }

    static string? FirstPath(string volume)
    {
        var names = new char[MostPaths];
        uint needed;
        fixed (char* root = volume)
        fixed (char* start = names)
            if (Kernel32.GetVolumePathNamesForVolumeNameW(root, start, MostPaths, &needed) == 0) return null;
        var first = new string(names, 0, Math.Max(0, Array.IndexOf(names, '\0')));
        return first.Length == 0 ? null : first;
    }

    static NtHandle Open(string path)
    {
        fixed (char* name = path)
        {
            var handle = Kernel32.CreateFileW(
                name, Access.GenericRead | Access.GenericWrite, Share.Read | Share.Write, null, Disposition.OpenExisting, 0, IntPtr.Zero);
            if (handle == new IntPtr(-1)) throw WindowsErrors.OfCode(Marshal.GetLastWin32Error(), EntryOperation.Flush);
            return new NtHandle(handle);
        }
    }

    static bool Control(NtHandle device, uint code)
    {
        uint returned;
        return Kernel32.DeviceIoControl(device, code, null, 0, null, 0, &returned, null) != 0;
    }
}
