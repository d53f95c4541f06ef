using System;
using Clone.Engine.Windows;
using Clone.Tests.Contract;
using Microsoft.Win32;
using Xunit;

namespace Clone.Windows.Tests;

public sealed class MachineTests
{
    [Fact]
    public void The_guid_of_the_installation_is_the_one_in_the_registry()
    {
        using var root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
        using var key = root.OpenSubKey(@"SOFTWARE\Microsoft\Cryptography");
        var expected = key?.GetValue("MachineGuid") as string;
        Assert.Equal(expected, WindowsMachine.MachineGuid());
        Assert.True(Guid.TryParse(expected, out _), expected);
    }

    [Fact]
    public void The_firmware_tells_the_same_id_each_time()
    {
        var id = WindowsMachine.FirmwareId();
        if (id is null && ContractFolder.IsWine) Assert.Skip("the firmware's table cannot be read here");
        Assert.NotNull(id);
        Assert.Equal(id, WindowsMachine.FirmwareId());
    }

    [Fact]
    public void A_privilege_that_does_not_exist_is_not_had() => Assert.False(Privilege.TryEnable("SeNoSuchPrivilege"));
}
