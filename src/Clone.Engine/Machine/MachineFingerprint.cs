using System;
using System.Collections.Generic;
using System.IO;

namespace Clone.Engine.Machine;

/// <summary>
/// The machine's own ids on Linux: that of the installation (https://man7.org/linux/man-pages/man5/machine-id.5.html)
/// and, for root, that of the hardware, which a hypervisor gives anew to a clone
/// (https://www.dmtf.org/standards/smbios, System Information, UUID).
/// </summary>
sealed class MachineFingerprint : IMachineFingerprint
{
    public IReadOnlyDictionary<string, string> Read()
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        AddLinux(ids, "machineId", "/etc/machine-id");
        AddLinux(ids, "firmwareId", "/sys/class/dmi/id/product_uuid");
        return ids;
    }

    static void AddLinux(Dictionary<string, string> ids, string kind, string path)
    {
        try
        {
            var id = File.ReadAllText(path).Trim();
            if (id.Length > 0 && id != "uninitialized") ids.Add(kind, id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
