using System;
using System.IO;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>The disk under the state folder is full, before a run or in the middle of it.</summary>
public sealed class FullStateTests : IDisposable
{
    const int Files = 20_000;

    readonly string place = Directory.CreateTempSubdirectory("clone-e2e-").FullName;
    readonly TemporaryMount disk;
    readonly Mirror mirror;

    public FullStateTests()
    {
        Directory.CreateDirectory(Path.Combine(place, "home"));
        disk = TemporaryMount.Tmpfs(Path.Combine(place, "home"), "2m,mode=700");
        mirror = new Mirror(place);
    }

    string Ballast => Path.Combine(mirror.Home, "log", "ballast");

    public void Dispose()
    {
        mirror.Node.Dispose();
        disk.Dispose();
        mirror.Dispose();
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task A_run_that_cannot_be_recorded_does_not_begin()
    {
        mirror.Write("a", "a");
        mirror.CreateJob();
        Fill();
        var error = await Assert.ThrowsAsync<CloneException>(() => mirror.RunAsync());
        Assert.Equal(ErrorId.CloneStateUnavailable, error.Id);
        Assert.False(mirror.HasCopy("a"));
        File.Delete(Ballast);
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        Assert.Empty(Directory.GetFiles(Path.Combine(mirror.Home, "runs")));
    }

    [Fact]
    public async Task A_run_that_cannot_keep_its_state_fails_and_the_next_goes_on()
    {
        for (var i = 0; i < Files; i++) mirror.Write($"d{i % 100}/f{i}", "text");
        mirror.CreateJob();
        var report = await mirror.RunAsync();
        Assert.Equal((RunResult.Failed, 11), (report.Result, report.ExitCode));
        Assert.Equal(ErrorId.CloneStateUnavailable, report.Stop!.ErrorId);
        Assert.Empty(mirror.Node.Live.List());
        Tool.Run("mount", "-o", "remount,size=64m", mirror.Home);
        report = await mirror.RunAsync();
        Assert.Equal((RunResult.Succeeded, 0), (report.Result, report.Deleted));
        Assert.Empty(Directory.GetFiles(mirror.Destination, ".clone-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
        TreePicture.AssertSame(mirror.Source, mirror.Destination);
    }

    void Fill()
    {
        using var ballast = File.Create(Ballast);
        var block = new byte[4096];
        Assert.Throws<IOException>(() => FillUp(ballast, block));
    }

    static void FillUp(FileStream file, byte[] block)
    {
        while (true)
        {
            file.Write(block);
            file.Flush();
        }
    }
}
