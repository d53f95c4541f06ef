using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>Memory that does not grow with the number of entries: more of them than a test could write to a disk.</summary>
public sealed class ManyEntriesTests
{
    const int FilesPerFolder = 1000;
    const long MostBytes = 300_000_000;

    [Fact]
    public async Task A_run_over_many_entries_stays_within_its_memory()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("the peak of memory is asked of the kernel, which Wine is not");
        // A million entries in every run of the tests, ten million in the long one.
        var folders = Soak.Times > 1 ? 10_000 : 1_000;
        using var mirror = new Mirror();
        using var process = OtherProcess.Start(
            "sync-generated", mirror.Home, mirror.Source, mirror.Disk, folders.ToString(CultureInfo.InvariantCulture), FilesPerFolder.ToString(CultureInfo.InvariantCulture));
        var lines = await process.ReadToEndAsync();
        foreach (var line in lines) TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.Equal(2, lines.Length);
        foreach (var parts in lines.Select(line => line.Split(' ')))
        {
            Assert.Equal("Succeeded", parts[0]);
            Assert.Equal(folders * (FilesPerFolder + 1), int.Parse(parts[1], CultureInfo.InvariantCulture));
            Assert.InRange(long.Parse(parts[3], CultureInfo.InvariantCulture), 1, MostBytes);
        }
    }
}
