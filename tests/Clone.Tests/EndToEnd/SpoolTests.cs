using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What processes put aside in the state folder, and leave there when they are killed.</summary>
public sealed class SpoolTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_process_left_goes_and_what_a_living_one_holds_stays(bool asPreview)
    {
        using var mirror = new Mirror();
        mirror.Write("a", "a");
        mirror.CreateJob();
        var (killed, living) = (Guid.NewGuid().ToString("D"), Guid.NewGuid().ToString("D"));
        using var other = OtherProcess.Start("spool-hold", mirror.Home, living);
        Assert.Equal("held", await other.ReadLineAsync());
        using (var gone = OtherProcess.Start("spool-hold", mirror.Home, killed))
        {
            Assert.Equal("held", await gone.ReadLineAsync());
            gone.Kill();
        }
        // A process that was killed before its lock, or after it, was there alone.
        File.WriteAllText(InSpool(Guid.NewGuid().ToString("D") + ".lock"), "");
        File.WriteAllText(InSpool(Guid.NewGuid().ToString("D") + ".db"), "");
        Assert.Equal(6, Files().Length);
        await WorkAsync();
        Assert.Equal([living + ".db", living + ".lock"], Files());
        other.WriteLine("");
        await other.EndAsync();
        Assert.Empty(Files());

        async Task WorkAsync()
        {
            if (asPreview) Assert.Single(await mirror.CompareAsync());
            else Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        }

        string InSpool(string name) => Path.Combine(mirror.Home, "spool", name);

        string[] Files()
        {
            var names = Array.ConvertAll(Directory.GetFiles(Path.Combine(mirror.Home, "spool")), path => Path.GetFileName(path));
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
    }
}
