using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Clone.Engine.Windows;

namespace Clone.Engine.Machine;

/// <summary>
/// The machine's own ids: that of the installation (on Linux
/// https://man7.org/linux/man-pages/man5/machine-id.5.html), and that of the hardware, which a hypervisor gives anew to
/// a clone (https://www.dmtf.org/standards/smbios, System Information, UUID) and which on Linux root alone may read.
/// </summary>
sealed class MachineFingerprint : IMachineFingerprint
{
    /// <summary>Name of the id of the installation, the one that every account can read.</summary>
    public const string Installation = "machineId";

    const string Firmware = "firmwareId";

    public IReadOnlyDictionary<string, string> Read()
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Add(ids, Installation, WindowsMachine.MachineGuid());
            Add(ids, Firmware, WindowsMachine.FirmwareId()?.ToString());
        }
        else
        {
            Add(ids, Installation, Contents("/etc/machine-id"));
            Add(ids, Firmware, Contents("/sys/class/dmi/id/product_uuid"));
        }
        return ids;
    }

    static void Add(Dictionary<string, string> ids, string kind, string? id)
    {
        // systemd writes "uninitialized" into the images that machines are made from.
        if (!string.IsNullOrEmpty(id) && id != "uninitialized") ids.Add(kind, id!);
    }

    static string? Contents(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
