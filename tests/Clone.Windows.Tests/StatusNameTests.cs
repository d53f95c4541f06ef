using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>The names of NTSTATUS values are those of the errors that the system itself makes of them.</summary>
public sealed class StatusNameTests
{
    /// <summary>https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-rtlntstatustodoserror</summary>
    [DllImport("ntdll.dll", ExactSpelling = true)]
    static extern int RtlNtStatusToDosError(uint status);

    [Fact]
    public void A_status_has_the_name_of_the_error_that_the_system_makes_of_it()
    {
        var named = Range(0x80000000, 0x100).Concat(Range(0xC0000000, 0x1000))
            .Select(status => (Status: status, WindowsErrors.Status(status).Name))
            .Where(entry => entry.Name.StartsWith("ERROR_", System.StringComparison.Ordinal)).ToArray();
        Assert.True(named.Length > 60);
        Assert.Empty(named.Select(entry => (entry.Status, entry.Name, System: WindowsErrors.Code(RtlNtStatusToDosError(entry.Status)).Name))
            .Where(entry => entry.Name != entry.System).Select(entry => $"{entry.Status:X8} {entry.Name}, not {entry.System}"));
    }

    static IEnumerable<uint> Range(uint first, int count) => Enumerable.Range(0, count).Select(offset => first + (uint)offset);
}
