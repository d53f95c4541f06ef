using System;

namespace Clone.Engine.Windows;

/// <summary>What tells one machine from another.</summary>
static unsafe class WindowsMachine
{
    /// <summary>HKEY_LOCAL_MACHINE: 0x80000002, sign-extended (winreg.h).</summary>
    static readonly IntPtr LocalMachine = new(unchecked((int)0x80000002));

    /// <summary>RRF_RT_REG_SZ and RRF_SUBKEY_WOW6464KEY.</summary>
    const uint TextOf64Bit = 0x2 | 0x10000;

    /// <summary>'RSMB', the provider of the raw SMBIOS table.</summary>
    const uint Smbios = 0x52534D42;

    const int TimeOfDay = 3;
    const int TimeOfDayLength = 48;

    /// <summary>
    /// The number that Windows made for itself when it was installed (a copied machine keeps it, unless it was
    /// prepared by sysprep); null when it cannot be read.
    /// </summary>
    public static string? MachineGuid()
    {
        var buffer = stackalloc char[64];
        var bytes = 64u * sizeof(char);
        int code;
        fixed (char* key = @"SOFTWARE\Microsoft\Cryptography")
        fixed (char* value = "MachineGuid")
            code = Advapi32.RegGetValueW(LocalMachine, key, value, TextOf64Bit, null, buffer, &bytes);
        if (code != 0) return null;
        var text = new string(buffer, 0, (int)bytes / sizeof(char)).TrimEnd('\0').Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>The UUID that the firmware, or the hypervisor, gives to this machine; null when it gives none.</summary>
    public static Guid? FirmwareId()
    {
        var length = Kernel32.GetSystemFirmwareTable(Smbios, 0, null, 0);
        const uint most = 1 << 20;
        if (length is 0 or > most) return null;
        var buffer = new byte[length];
        fixed (byte* start = buffer)
        {
            var filled = Kernel32.GetSystemFirmwareTable(Smbios, 0, start, length);
            return filled == 0 || filled > length ? null : SmbiosTable.SystemId(buffer.AsSpan(0, (int)filled));
        }
    }

    /// <summary>
    /// When this start of the machine began, in ticks of the system: the same each time that it is asked, whatever is
    /// done to the clock meanwhile. 0 when the system does not tell.
    /// </summary>
    /// <remarks>
    /// SystemTimeOfDayInformation: boot time at 0, and at 32 by how much it was moved when somebody set
    /// the clock; SYSTEM_TIMEOFDAY_INFORMATION in https://github.com/winsiderss/phnt/blob/master/ntexapi.h.
    /// </remarks>
    public static long BootTime()
    {
        var buffer = stackalloc long[TimeOfDayLength / sizeof(long)];
        uint needed;
        var status = Ntdll.NtQuerySystemInformation(TimeOfDay, buffer, TimeOfDayLength, &needed);
        return status == NtStatus.Success ? buffer[0] - buffer[4] : 0;
    }
}
