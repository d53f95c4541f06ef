using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>
/// Figures of Windows that stand inside the classes that use them; and that no figure and no structure of
/// Clone.Engine.Windows is without a test.
/// </summary>
public sealed class FigureTests
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Class, name, figure; where it is documented stands beside it.</summary>
    public static TheoryData<string, string, object> Figures => new()
    {
        // https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-_unicode_string: bytes are counted in 16 bits, with a NUL
        { nameof(NtName), "MostCharacters", (ushort.MaxValue / 2) - 1 },
        // https://learn.microsoft.com/windows/win32/secauthz/privilege-constants: SE_CREATE_SYMBOLIC_LINK_NAME
        { nameof(Privilege), "CreateSymbolicLink", "SeCreateSymbolicLinkPrivilege" },
        // https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-token_privileges: SE_PRIVILEGE_ENABLED
        { nameof(Privilege), "Enabled", 0x2u },
        // https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_data_buffer: tag 4, length 2, reserved 2
        { nameof(ReparseData), "Header", 4 + 2 + 2 },
        // https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_guid_data_buffer: and a GUID
        { nameof(ReparseData), "HeaderWithGuid", 4 + 2 + 2 + 16 },
        // https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getsystemfirmwaretable: RawSMBIOSData, four bytes and a DWORD
        { nameof(SmbiosTable), "RawHeader", 4 + 4 },
        // https://www.dmtf.org/standards/smbios, DSP0134, 6.1.2: type, length, handle; 7.2: type 1 and its UUID; 7.45: type 127
        { nameof(SmbiosTable), "StructureHeader", 1 + 1 + 2 },
        { nameof(SmbiosTable), "SystemInformation", (byte)1 },
        { nameof(SmbiosTable), "UuidOffset", 8 },
        { nameof(SmbiosTable), "UuidLength", 16 },
        { nameof(SmbiosTable), "EndOfTable", (byte)127 },
        // https://learn.microsoft.com/windows/win32/fileio/file-streams: the unnamed stream
        { nameof(StreamList), "Contents", "::$DATA" },
        // https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/7d796611-2fa5-41ac-8178-b6fea3a017b3, 2.1.9: -1 is no id
        { nameof(WindowsFacts), "NoFileId", ulong.MaxValue },
        // https://learn.microsoft.com/windows/win32/api/winreg/nf-winreg-reggetvaluew: RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY
        { nameof(WindowsMachine), "TextOf64Bit", 0x00000002u | 0x00010000u },
        // https://learn.microsoft.com/windows/win32/api/sysinfoapi/nf-sysinfoapi-getsystemfirmwaretable: 'RSMB'
        { nameof(WindowsMachine), "Smbios", ('R' << 24 | 'S' << 16 | 'M' << 8 | 'B') + 0u },
        // https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntquerysysteminformation: SystemTimeOfDayInformation, 48 bytes
        { nameof(WindowsMachine), "TimeOfDay", 3 },
        { nameof(WindowsMachine), "TimeOfDayLength", 48 },
        // https://learn.microsoft.com/windows/win32/fileio/naming-a-file#win32-file-namespaces
        { nameof(WindowsPath), "Extended", @"\\?\" },
        { nameof(WindowsPath), "ExtendedUnc", @"\\?\UNC\" },
        // https://learn.microsoft.com/windows/win32/fileio/block-cloning: less than 4 GiB
        { nameof(BlockClone), "RangeEnd", 4L * 1024 * 1024 * 1024 },
        // https://learn.microsoft.com/windows/win32/devnotes/ioctl-copychunk: chunks of up to 1 MiB, 256 and 16 MiB a request
        { nameof(ServerCopy), "MostChunks", 16 },
        { nameof(ServerCopy), "MostChunkBytes", 1024 * 1024 },
        // https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew: others may read, write and delete
        { nameof(Share), "All", 1u | 2u | 4u },
        // https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-setfileattributesw: those that it sets, but for offline and temporary
        { nameof(FileAttribute), "Carried", 0x1u | 0x2u | 0x4u | 0x20u | 0x2000u | 0x20000u },
        // https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-reporteventw: 31,839 characters; the name of the source is our own
        { nameof(WindowsEventLog), "Source", "Clone" },
        { nameof(WindowsEventLog), "MostCharacters", 31_839 },
        // https://learn.microsoft.com/windows/win32/eventlog/event-sources: the key below the log, TypesSupported of the three types
        { nameof(EventSource), "Key", @"SYSTEM\CurrentControlSet\Services\EventLog\Application\Clone" },
        { nameof(EventSource), "MessageFile", @"%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll" },
        { nameof(EventSource), "ErrorsWarningsInformation", 0x1u | 0x2u | 0x4u },
        // https://learn.microsoft.com/windows/win32/sysinfo/registry-key-security-and-access-rights: KEY_SET_VALUE
        { nameof(EventSource), "KeySetValue", 0x2u },
        // https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types: REG_EXPAND_SZ, REG_DWORD as in winnt.h
        { nameof(EventSource), "TypeExpandable", 2u },
        { nameof(EventSource), "TypeNumber", 4u },
        // Names of libraries; how much is read at once is our own choice.
        { nameof(Ntdll), "Library", "ntdll.dll" },
        { nameof(Kernel32), "Library", "kernel32.dll" },
        { nameof(Advapi32), "Library", "advapi32.dll" },
        { nameof(Crypt32), "Library", "crypt32.dll" },
        { nameof(NtDirectoryReader), "Room", 128 * 1024 },
    };

    static IEnumerable<Type> Types => typeof(NtStatus).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(NtStatus).Namespace && !type.IsNested && !type.IsEnum);

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_figure_is_the_documented_one(string type, string name, object figure) =>
        Assert.Equal(figure, Types.Single(candidate => candidate.Name == type).GetField(name, Any)!.GetRawConstantValue());

    [Fact]
    public void No_figure_is_without_a_test()
    {
        var tested = Figures.Select(row => row.Data.Item1 + "." + row.Data.Item2).ToHashSet();
        var tests = Source("ConstantTests.cs") + Source("LayoutTests.cs");
        var untested =
            from type in Types
            where type != typeof(NtStatus) // StatusTests holds all of them
            from field in type.GetFields(Any)
            let name = type.Name + "." + field.Name
            where field.IsLiteral && !tested.Contains(name) && !tests.Contains(name, StringComparison.Ordinal)
            select name;
        Assert.Empty(untested);
    }

    [Fact]
    public void No_structure_is_without_a_test()
    {
        var tests = Source("LayoutTests.cs");
        var structures = Types.Where(type => type.IsValueType && type.IsLayoutSequential && !type.IsAutoLayout && type != typeof(OpenRequest)).ToArray();
        Assert.True(structures.Length >= 14);
        Assert.All(structures, type => Assert.Contains($"Expect<{type.Name}>", tests, StringComparison.Ordinal));
    }

    static string Source(string file) => File.ReadAllText(SourceTree.Of("tests", "Clone.Tests", "Windows", file));
}
