using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>A run that changes a large file in its place is cut off: the next one finds the old file, and ends with the new one.</summary>
public sealed class InPlaceTests(ITestOutputHelper output)
{
    const int Bytes = 80 << 20;
    const int Block = 256 << 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_run_left_half_done_is_taken_back(bool losesPower)
    {
        var seed = Environment.TickCount & 0xFFFF;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        using var place = new TempFolder();
        using var disk = new FaultyDisk("ext4");
        disk.Show("copy", place["disk"]);
        var (source, copy) = (Path.Combine(place.Folder("source"), "image"), place["disk/source/image"]);
        var contents = new byte[Bytes];
        random.NextBytes(contents);
        File.WriteAllBytes(source, contents);
        using (var mirror = new Mirror(place.Path))
        {
            mirror.CreateJob(changes => changes with { InPlace = true });
            Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        }
        var (hit, torn) = (0, 0);
        for (var round = 0; round < 4 * Soak.Times; round++)
        {
            var old = contents.ToArray();
            for (var i = 0; i < 60; i++) random.NextBytes(contents.AsSpan(random.Next(Bytes / Block) * Block, 4096));
            File.WriteAllBytes(source, contents);
            File.SetLastWriteTimeUtc(source, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(round));
            using (var run = await OtherRun.BeginAsync(place["home"], SyncMode.Incremental))
            {
                while (!run.HasEnded && Journals(place).Length == 0) await Task.Yield();
                await Task.Delay(random.Next(80), TestContext.Current.CancellationToken);
                if (losesPower) disk.Cut();
                if (await run.KillAsync()) hit++;
            }
            if (losesPower) disk.Reconnect();
            // Whole, or said to be not: its journal is there.
            var found = File.ReadAllBytes(copy);
            var isWhole = found.AsSpan().SequenceEqual(old) || found.AsSpan().SequenceEqual(contents);
            if (!isWhole) torn++;
            Assert.True(isWhole || Journals(place).Length > 0, "half changed without a journal");
            using var mirror = new Mirror(place.Path);
            if (round % 2 == 0)
            {
                // The source goes back to what it was: nothing but the journal can bring that now without all of it being sent.
                PutBack(mirror);
                Assert.True(File.ReadAllBytes(copy).AsSpan().SequenceEqual(old) || isWhole, "not put back");
                Assert.Empty(Journals(place));
            }
            Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
            TreePicture.AssertSame(mirror.Source, mirror.Destination);
            Assert.Empty(Journals(place));
        }
        output.WriteLine($"{hit} runs were cut off, {torn} left the file half changed");
        Assert.NotEqual(0, hit);
    }

    static string[] Journals(TempFolder place)
    {
        var folder = place["disk/source/CloneForWindows/undo"];
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }) : [];
    }

    static void PutBack(Mirror mirror)
    {
        using var root = Engine.Folders.FolderPlatform.OfThisMachine().OpenRoot(mirror.Destination);
        Engine.Blocks.UndoFolder.PutBackAll(
            root, Engine.Folders.FacetMask.Modified, _ => { }, (path, e) => Assert.Fail(path + ": " + e.Code));
    }
}
