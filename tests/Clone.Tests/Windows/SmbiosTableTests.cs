using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Clone.Engine.Windows;
using CsCheck;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>
/// Tables laid out by DMTF DSP0134 (https://www.dmtf.org/standards/smbios) under the header RawSMBIOSData
/// (https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getsystemfirmwaretable). The example of
/// DSP0134, 7.2.1: the UUID 00112233-4455-6677-8899-AABBCCDDEEFF is stored as 33 22 11 00 55 44 77 66 88 99 …
/// </summary>
public sealed class SmbiosTableTests
{
    static readonly Guid Example = new("00112233-4455-6677-8899-AABBCCDDEEFF");
    static readonly byte[] Stored = Convert.FromHexString("33221100554477668899AABBCCDDEEFF");

    [Fact]
    public void The_uuid_of_the_system_is_found_after_other_structures() =>
        Assert.Equal(Example, SmbiosTable.SystemId(Table(2, 8, Bios(), System(Stored))));

    [Fact]
    public void Up_to_version_2_5_the_first_fields_are_in_network_order()
    {
        var network = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        Assert.Equal(Example, SmbiosTable.SystemId(Table(2, 5, Bios(), System(network))));
        Assert.Equal(Example, SmbiosTable.SystemId(Table(2, 6, Bios(), System(Stored))));
        Assert.Equal(Example, SmbiosTable.SystemId(Table(3, 0, Bios(), System(Stored))));
    }

    [Fact]
    public void A_uuid_that_is_not_set_is_none()
    {
        Assert.Null(SmbiosTable.SystemId(Table(2, 8, System(new byte[16]))));
        var ones = new byte[16];
        Array.Fill(ones, (byte)0xFF);
        Assert.Null(SmbiosTable.SystemId(Table(2, 8, System(ones))));
    }

    [Fact]
    public void Without_a_system_structure_there_is_none()
    {
        Assert.Null(SmbiosTable.SystemId(Table(2, 8, Bios())));
        Assert.Null(SmbiosTable.SystemId(Table(2, 8, Bios(), Structure(127, []), System(Stored))));
        Assert.Null(SmbiosTable.SystemId(Table(2, 0, Structure(1, new byte[4]))));
        Assert.Null(SmbiosTable.SystemId([]));
    }

    [Fact]
    public void The_length_in_the_header_bounds_the_table()
    {
        var table = Table(2, 8, Bios(), System(Stored));
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4), (uint)Bios().Length);
        Assert.Null(SmbiosTable.SystemId(table));
    }

    [Fact]
    public void Every_cut_is_answered_without_a_failure()
    {
        var table = Table(2, 8, Bios(), System(Stored));
        for (var length = 0; length < table.Length; length++)
        {
            var id = SmbiosTable.SystemId(table.AsSpan(0, length));
            Assert.True(id is null || id == Example);
        }
    }

    [Fact]
    public void Random_bytes_are_answered_without_a_failure() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var id = SmbiosTable.SystemId(bytes);
        Assert.True(id is null || id != Guid.Empty);
    });

    static byte[] Bios() => Structure(0, new byte[20], "a maker", "a version");

    static byte[] System(byte[] uuid) => Structure(1, [1, 2, 3, 4, .. uuid, 6, 5, 6], "a maker", "a product");

    static byte[] Structure(byte type, byte[] fields, params string[] texts)
    {
        List<byte> bytes = [type, (byte)(4 + fields.Length), 0x10, 0x00, .. fields];
        foreach (var text in texts) bytes.AddRange([.. global::System.Text.Encoding.ASCII.GetBytes(text), 0]);
        if (texts.Length == 0) bytes.Add(0);
        bytes.Add(0);
        return [.. bytes];
    }

    static byte[] Table(byte major, byte minor, params byte[][] structures)
    {
        List<byte> bytes = [0, major, minor, 0, 0, 0, 0, 0];
        foreach (var structure in structures) bytes.AddRange(structure);
        byte[] table = [.. bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4), (uint)(table.Length - 8));
        return table;
    }
}
