using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Clone.Engine.Disks;

/// <summary>The volumes of a machine: which are there, and how one is let go.</summary>
public abstract class DiskPlatform
{
    /// <summary>The platform of this machine.</summary>
    public static DiskPlatform OfThisMachine() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new WindowsDisks() : new UnixDisks();

    /// <summary>How labels are compared: ignoring case on Windows.</summary>
    public abstract StringComparison LabelComparison { get; }

    /// <summary>Path of a folder that lies on the system's own volume.</summary>
    public abstract string SystemFolder { get; }

    /// <summary>The volumes that are mounted whole, in no order. Those whose id cannot be read are left out.</summary>
    public abstract IReadOnlyList<DiskVolume> Mounted();

    /// <summary>Writes everything to a volume and lets go of it, so that the disk can be pulled.</summary>
    /// <exception cref="Errors.EntryException">It is in use, or the account may not do it.</exception>
    public abstract void Eject(DiskVolume volume);
}
