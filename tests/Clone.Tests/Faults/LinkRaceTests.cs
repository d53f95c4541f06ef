using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>
/// While whole runs go on, somebody swaps folders for links that lead to a folder outside, in which every name of the
/// tree lies too. Nothing of it may be read, written or removed.
/// </summary>
public sealed class LinkRaceTests(ITestOutputHelper output)
{
    const string Secret = "what lies outside";

    readonly int rounds = 12 * Soak.Times;

    [Fact]
    public async Task Folders_of_the_source_that_are_swapped_for_links_bring_nothing_from_outside()
    {
        await RaceAsync(mirror => mirror.Source);
    }

    [Fact]
    public async Task Folders_of_the_destination_that_are_swapped_for_links_let_nothing_outside_be_written_or_removed()
    {
        await RaceAsync(mirror => mirror.Destination);
    }

    async Task RaceAsync(Func<Mirror, string> side)
    {
        Platform.RequireLinux();
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        using var mirror = new Mirror();
        for (var i = 0; i < 240; i++) mirror.Write(PathOf(i), "inside " + i);
        var outside = Path.Combine(mirror.Place, "outside");
        for (var i = 0; i < 240; i++) Mirror.WriteTo(outside, PathOf(i)[3..], Secret);
        for (var i = 0; i < 240; i++) Mirror.WriteTo(outside, PathOf(i)[6..], Secret);
        var before = TreePicture.Of(outside);
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        var swaps = 0;
        for (var round = 0; round < rounds; round++)
        {
            Change(mirror, random);
            using (var swapper = new FolderSwapper(side(mirror), outside, Path.Combine(mirror.Place, "aside"), random.Next()))
            {
                await mirror.RunAsync(random.Next(4) == 0 ? SyncMode.Full : SyncMode.Incremental, force: true);
                swaps += swapper.Swaps;
            }
            Assert.Equal(before, TreePicture.Of(outside));
            AssertNothingFromOutside(mirror.Destination);
        }
        output.WriteLine(swaps + " swaps");
        Assert.True(swaps > rounds, $"{swaps} swaps");
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync(SyncMode.Incremental, force: true)).Result);
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    // Each round has something to make, to replace and to remove, files and folders, in every part of the tree.
    static void Change(Mirror mirror, Random random)
    {
        for (var i = 0; i < 240; i++)
        {
            var path = Path.Combine(mirror.Source, PathOf(i));
            switch (random.Next(4))
            {
                case 0:
                    mirror.Write(PathOf(i), "inside, changed " + random.Next());
                    break;
                case 1 when File.Exists(path):
                    File.Delete(path);
                    break;
            }
        }
        var folder = Path.Combine(mirror.Source, $"d{random.Next(8)}", $"e{random.Next(3)}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    static void AssertNothingFromOutside(string copy)
    {
        var files = new DirectoryInfo(copy).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });
        foreach (var file in files.Where(file => file.Length == Secret.Length))
            Assert.NotEqual(Secret, File.ReadAllText(file.FullName));
    }

    static string PathOf(int i) => $"d{i % 8}/e{i % 3}/f{i}";
}
