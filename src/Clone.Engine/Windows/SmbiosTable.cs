using System;
using System.Buffers.Binary;

namespace Clone.Engine.Windows;

/// <summary>
/// The firmware's description of the machine, as GetSystemFirmwareTable gives it: the header RawSMBIOSData
/// (https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getsystemfirmwaretable), then the structures
/// of DMTF DSP0134.
/// </summary>
static class SmbiosTable
{
    const int RawHeader = 8;
    const int StructureHeader = 4;
    const byte SystemInformation = 1;
    const byte EndOfTable = 127;
    const int UuidOffset = 8;
    const int UuidLength = 16;

    /// <summary>
    /// The system's UUID (structure type 1, offset 8); null when there is none, when it is not set (all bits 0 or 1),
    /// or when the table is damaged.
    /// </summary>
    public static Guid? SystemId(ReadOnlySpan<byte> raw)
    {
        if (raw.Length < RawHeader) return null;
        var littleEndian = raw[1] > 2 || (raw[1] == 2 && raw[2] >= 6);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(raw.Slice(4));
        var table = raw.Slice(RawHeader);
        if (length < table.Length) table = table.Slice(0, (int)length);
        while (table.Length >= StructureHeader)
        {
            var type = table[0];
            var formatted = table[1];
            if (formatted < StructureHeader || formatted > table.Length || type == EndOfTable) return null;
            if (type == SystemInformation)
                return formatted < UuidOffset + UuidLength ? null : Read(table.Slice(UuidOffset, UuidLength), littleEndian);
            table = AfterTexts(table.Slice(formatted));
        }
        return null;
    }

    /// <summary>The texts of a structure end with two NULs.</summary>
    static ReadOnlySpan<byte> AfterTexts(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i + 1 < rest.Length; i++)
            if (rest[i] == 0 && rest[i + 1] == 0) return rest.Slice(i + 2);
        return default;
    }

    /// <summary>Up to version 2.5 the first three fields were written in network order (DSP0134, 7.2.1).</summary>
    static Guid? Read(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        var all = bytes[0];
        var alike = all is 0 or 0xFF;
        foreach (var b in bytes) alike &= b == all;
        if (alike) return null;
        var copy = bytes.ToArray();
        if (!littleEndian)
        {
            Array.Reverse(copy, 0, 4);
            Array.Reverse(copy, 4, 2);
            Array.Reverse(copy, 6, 2);
        }
        return new Guid(copy);
    }
}
