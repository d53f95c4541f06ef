using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>NTSTATUS values, as https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55 lists them.</summary>
public sealed class StatusTests
{
    static readonly Dictionary<string, uint> Documented = new()
    {
        ["Success"] = 0x00000000, // STATUS_SUCCESS
        ["BufferOverflow"] = 0x80000005,
        ["NoMoreFiles"] = 0x80000006,
        ["StoppedOnSymlink"] = 0x8000002D,
        ["NotImplemented"] = 0xC0000002,
        ["InvalidInfoClass"] = 0xC0000003,
        ["InfoLengthMismatch"] = 0xC0000004,
        ["InvalidParameter"] = 0xC000000D,
        ["NoSuchFile"] = 0xC000000F,
        ["InvalidDeviceRequest"] = 0xC0000010,
        ["EndOfFile"] = 0xC0000011,
        ["AccessDenied"] = 0xC0000022,
        ["BufferTooSmall"] = 0xC0000023,
        ["ObjectNameInvalid"] = 0xC0000033,
        ["ObjectNameNotFound"] = 0xC0000034,
        ["ObjectNameCollision"] = 0xC0000035,
        ["ObjectPathNotFound"] = 0xC000003A,
        ["SharingViolation"] = 0xC0000043,
        ["DeletePending"] = 0xC0000056,
        ["PrivilegeNotHeld"] = 0xC0000061,
        ["FileIsADirectory"] = 0xC00000BA,
        ["NotSupported"] = 0xC00000BB,
        ["NotADirectory"] = 0xC0000103,
        ["CannotDelete"] = 0xC0000121,
        ["InvalidLevel"] = 0xC0000148,
        ["TooManyLinks"] = 0xC0000265,
        ["NotAReparsePoint"] = 0xC0000275,
    };

    [Fact]
    public void Values_are_those_of_the_list() => Assert.Equal(
        Documented.OrderBy(value => value.Value),
        typeof(NtStatus).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => KeyValuePair.Create(field.Name, (uint)field.GetRawConstantValue()!)).OrderBy(value => value.Value));
}
