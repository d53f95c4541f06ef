using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Restore;
using Clone.Engine.Sync;
using Clone.Engine.Texts;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Restoring;

/// <summary>Folders that are no copies, folders that must not be written or emptied, and links that lead out.</summary>
public sealed class RestoreGuardTests : IDisposable
{
    readonly Copied copied = new();

    public void Dispose() => copied.Dispose();

    [Fact]
    public async Task Only_a_copy_is_restored()
    {
        await PrepareAsync();
        await copied.RefusesAsync(ErrorId.CloneCopyMarkerMissing, From(copied.Mirror.Source));
        await copied.RefusesAsync(ErrorId.CloneCopyMarkerMissing, From(copied.Mirror.Disk));
        await copied.RefusesAsync(ErrorId.CloneCopyNotFound, From(copied.Mirror.Disk + "/none"));
        await copied.RefusesAsync(ErrorId.CloneCopyNotFound, From(Path.Combine(copied.Mirror.Source, "a")));
        await copied.RefusesAsync(ErrorId.CloneItemNotFound, request => request with { Items = ["a", "none"], Clean = true });
        await copied.RefusesAsync(ErrorId.CloneItemNotFound, request => request with { Items = ["../source/a"] });
        await copied.RefusesAsync(ErrorId.CloneFilterInvalid, request => request with { Include = ["!a"] });
        var marker = Path.Combine(copied.Mirror.Destination, "CloneForWindows", "f003ef6bb89b.UUID.Check");
        var written = File.ReadAllText(marker);
        File.WriteAllText(marker, written.Replace("source\",", "elsewhere\",", StringComparison.Ordinal));
        await copied.RefusesAsync(ErrorId.CloneDestinationOwnedByOther);
        File.WriteAllText(marker, "{");
        await copied.RefusesAsync(ErrorId.CloneCopyMarkerInvalid);
        File.Delete(marker);
        await copied.RefusesAsync(ErrorId.CloneCopyMarkerMissing, request => request with { Clean = true });
        Directory.Delete(copied.Mirror.Destination, recursive: true);
        await copied.RefusesAsync(ErrorId.CloneCopyNotFound);
        Directory.Delete(copied.Mirror.Disk, recursive: true);
        await copied.RefusesAsync(ErrorId.CloneDestinationNotFound);
    }

    [Fact]
    public async Task Folders_that_must_not_be_written()
    {
        await PrepareAsync();
        await copied.RefusesAsync(ErrorId.CloneFoldersOverlap, Into(copied.Mirror.Destination));
        await copied.RefusesAsync(ErrorId.CloneFoldersOverlap, Into(Path.Combine(copied.Mirror.Destination, "inner")));
        await copied.RefusesAsync(ErrorId.CloneFoldersOverlap, Into(copied.Mirror.Disk));
        await copied.RefusesAsync(ErrorId.CloneFoldersOverlap, Into(Path.Combine(copied.Mirror.Home, "inner")));
        await copied.RefusesAsync(ErrorId.CloneRestoreTargetUnavailable, Into(Path.Combine(copied.Target, "not", "made")));
        await copied.RefusesAsync(ErrorId.CloneRestoreTargetUnavailable, Into(Path.Combine(copied.Mirror.Source, "a")));
        AssertSays("Reason.TargetMissing", Path.Combine(copied.Target, "not", "made"));
        AssertSays("Reason.TargetNotAFolder", Path.Combine(copied.Mirror.Source, "a"));
        copied.Mirror.CreateOtherJob("other");
        var other = copied.Node.Jobs.Find("other");
        await copied.RefusesAsync(ErrorId.CloneDestinationUsedByJob, Into(other.Destination));
        await copied.Node.SyncAsync(other, SyncMode.Full, false, null, CancellationToken.None);
        copied.Node.Jobs.Remove(other.Id);
        await copied.RefusesAsync(ErrorId.CloneRestoreTargetIsCopy, Into(other.Destination));
        await copied.RefusesAsync(ErrorId.CloneRestoreTargetIsCopy, Into(Path.Combine(other.Destination, "inner")));
        Assert.All(copied.Events(), id => Assert.Equal("restore.targetInvalid", id));
    }

    [Fact]
    public async Task A_folder_that_fails_in_the_middle_is_told_in_report_and_log()
    {
        await PrepareAsync();
        var fails = new AlteredPlatform(copied.Mirror.Place) { BeforeFlush = () => throw new EntryException(IoProblem.DeviceGone, "EIO", EntryOperation.Write) };
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = fails });
        var report = await copied.RestoreAsync(node: node);
        Assert.Equal((RunResult.Failed, ErrorId.CloneRestoreTargetUnavailable), (report.Result, report.Stop!.ErrorId));
        Assert.Contains("EIO", report.Stop.Message, StringComparison.Ordinal);
        Assert.Equal(["restore.started", "restore.targetInvalid", "restore.failed"], copied.Events());
    }

    [Fact]
    public async Task A_folder_is_emptied_first_when_the_user_says_so()
    {
        await PrepareAsync();
        copied.WriteTarget("old/deep/file", "old");
        copied.WriteTarget("a", "of another kind of content");
        copied.WriteTarget(".clone-0123456789abcdef-00000001.part", "left");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(copied.Target, "link"), copied.Mirror.Source);
        var report = await copied.RestoreAsync(request => request with { Clean = true });
        Assert.Equal((RunResult.Succeeded, 2L, 0L), (report.Result, report.Copied, report.Updated));
        Assert.Equal(OperatingSystem.IsWindows() ? 4 : 5, report.Deleted);
        Assert.Equal(["a", "b"], copied.InTarget());
        Assert.Equal("a", File.ReadAllText(Path.Combine(copied.Mirror.Source, "a")));
        Assert.Equal(2, (await copied.RestoreAsync(request => request with { Clean = true, Destination = copied.Target + "2" })).Copied);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/usr")]
    [InlineData("/usr/local/share")]
    [InlineData("/etc")]
    [InlineData("/home")]
    [InlineData("/var")]
    [InlineData("/var/lib")]
    [InlineData("/tmp")]
    [InlineData("/proc/self")]
    public async Task Folders_of_the_system_are_never_emptied(string folder)
    {
        Platform.RequireLinux();
        await PrepareAsync();
        if (!Directory.Exists(folder)) Assert.Skip(folder + " is not there");
        // Through the checks alone: were one of them missing, the machine of whoever runs the tests would be lost.
        var error = Assert.Throws<CloneException>(() => copied.Node.CheckRestore(Into(folder)(copied.Request) with { Clean = true }));
        // What holds the copy itself is refused for that.
        Assert.Contains(error.Id, new[] { ErrorId.CloneRestoreTargetProtected, ErrorId.CloneFoldersOverlap });
    }

    [Fact]
    public void Which_folders_the_system_and_its_users_need()
    {
        Platform.RequireLinux();
        var system = new SystemFolders(new FolderIdentities(FolderPlatform.OfThisMachine()));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var path in new[] { "/", "/usr", "/usr/lib/x", "/home", "/tmp", "/var", home }) Assert.True(system.Protects(path), path);
        foreach (var path in new[] { copied.Mirror.Place, "/srv/share", "/mnt/disk/restored", home + "/restored" }) Assert.False(system.Protects(path), path);
    }

    [Fact]
    public void Which_folders_Windows_and_its_users_need()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "needs Windows");
        var system = new SystemFolders(new FolderIdentities(FolderPlatform.OfThisMachine()));
        var windows = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var root = Path.GetPathRoot(windows)!;
        var shared = Path.GetDirectoryName(Environment.GetFolderPath(Environment.SpecialFolder.CommonDocuments))!;
        foreach (var path in new[] { root, windows, Path.Combine(windows, "Temp"), home, Path.GetDirectoryName(home)!, shared, Path.GetDirectoryName(shared)! }) Assert.True(system.Protects(path), path);
        foreach (var path in new[] { Path.Combine(root, "Shares", "Data"), Path.Combine(home, "restored") }) Assert.False(system.Protects(path), path);
    }

    [Fact]
    public async Task Roots_of_volumes_are_never_emptied_nor_what_is_mounted_below()
    {
        await PrepareAsync();
        Directory.CreateDirectory(copied.Target);
        copied.WriteTarget("kept", "kept");
        using var mount = TemporaryMount.Tmpfs(Path.Combine(copied.Target, "mounted"), "1m");
        copied.WriteTarget("mounted/precious", "precious");
        var root = Assert.Throws<CloneException>(() => copied.Node.CheckRestore(Into(Path.Combine(copied.Target, "mounted"))(copied.Request) with { Clean = true }));
        Assert.Equal(ErrorId.CloneRestoreTargetProtected, root.Id);
        var report = await copied.RestoreAsync(request => request with { Clean = true });
        Assert.Equal((RunResult.Refused, 12, ErrorId.CloneRestoreTargetProtected), (report.Result, report.ExitCode, report.Stop!.ErrorId));
        Assert.Equal(["kept", "mounted/", "mounted/precious"], copied.InTarget());
    }

    [Fact]
    public async Task A_source_is_emptied_only_while_its_job_is_disabled()
    {
        await PrepareAsync();
        copied.Mirror.Write("new", "not in the copy");
        var home = Into(copied.Mirror.Source);
        await copied.RefusesAsync(ErrorId.CloneRestoreIntoSource, request => home(request) with { Clean = true });
        Assert.Equal(RunResult.Succeeded, (await copied.RestoreAsync(home)).Result);
        Assert.True(File.Exists(Path.Combine(copied.Mirror.Source, "new")));
        copied.Node.Jobs.Change(copied.Mirror.Job.Id, new JobChanges { Enabled = false });
        Assert.Equal(RunResult.Succeeded, (await copied.RestoreAsync(request => home(request) with { Clean = true })).Result);
        TreePicture.AssertSame(copied.Mirror.Destination, copied.Mirror.Source);
    }

    [Fact]
    public async Task Nothing_is_removed_for_a_copy_that_cannot_be_read_or_has_nothing_to_give()
    {
        copied.Mirror.Write("folder/c", "c");
        await PrepareAsync();
        copied.WriteTarget("kept", "kept");
        var unreadable = new AlteredPlatform(copied.Mirror.Destination)
        {
            AfterList = (folder, _) =>
            {
                if (folder == "folder") throw new EntryException(IoProblem.DeviceError, "EIO", EntryOperation.List);
            },
        };
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = unreadable });
        var report = await copied.RestoreAsync(
            request => request with { Clean = true, From = new CopyPlace { Path = copied.Mirror.Destination } }, node);
        Assert.Equal((RunResult.Failed, ErrorId.CloneCopyUnreadable, 0L), (report.Result, report.Stop!.ErrorId, report.Deleted));
        report = await copied.RestoreAsync(request => request with { Clean = true, Include = ["*.none"] });
        Assert.Equal((RunResult.Refused, ErrorId.CloneCopyEmpty), (report.Result, report.Stop!.ErrorId));
        Assert.Equal(["kept"], copied.InTarget());
    }

    [Fact]
    public async Task Links_that_lead_out_are_failures_and_none_is_followed()
    {
        Platform.RequireLinks();
        copied.Mirror.Write("folder/file", "file");
        var source = copied.Mirror.Source;
        File.CreateSymbolicLink(Path.Combine(source, "absolute"), "/etc");
        File.CreateSymbolicLink(Path.Combine(source, "above"), "../outside");
        File.CreateSymbolicLink(Path.Combine(source, "within"), "folder/file");
        File.CreateSymbolicLink(Path.Combine(source, "folder", "up"), "../a");
        await PrepareAsync();
        var report = await copied.RestoreAsync();
        Assert.Equal((RunResult.CompletedWithFailures, 10), (report.Result, report.ExitCode));
        Assert.Equal(["above", "absolute"], report.Failures.Select(failure => failure.Path).Order(StringComparer.Ordinal));
        Assert.All(report.Failures, failure => Assert.Equal(("LINK", EntryOperation.CreateLink, false), (failure.Code, failure.Operation, failure.Retryable)));
        Assert.Equal(["a", "b", "folder/", "folder/file", "folder/up", "within"], copied.InTarget());
        report = await copied.RestoreAsync(request => request with { AllowLinks = true });
        Assert.Equal((RunResult.Succeeded, 2L), (report.Result, report.Copied));
        TreePicture.AssertSame(source, copied.Target);
    }

    [Fact]
    public async Task A_link_that_waits_in_the_folder_leads_nobody_out()
    {
        Platform.RequireLinks();
        copied.Mirror.Write("folder/file", "of the copy");
        await PrepareAsync();
        var outside = Directory.CreateDirectory(Path.Combine(copied.Mirror.Place, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "target"), "of somebody");
        Directory.CreateDirectory(copied.Target);
        File.CreateSymbolicLink(Path.Combine(copied.Target, "folder"), outside);
        File.CreateSymbolicLink(Path.Combine(copied.Target, "a"), Path.Combine(outside, "target"));
        var report = await copied.RestoreAsync();
        Assert.Equal(RunResult.CompletedWithFailures, report.Result);
        Assert.Equal(["folder", "folder/file"], report.Failures.Select(failure => failure.Path).Order(StringComparer.Ordinal));
        Assert.Equal([Path.Combine(outside, "target")], Directory.GetFileSystemEntries(outside));
        Assert.Equal("of somebody", File.ReadAllText(Path.Combine(outside, "target")));
        Assert.Equal(("a", null), (copied.ReadTarget("a"), new FileInfo(Path.Combine(copied.Target, "a")).LinkTarget));
    }

    [Fact]
    public async Task A_folder_that_is_swapped_for_a_link_after_the_checks_is_not_followed()
    {
        Platform.RequireLinks();
        await PrepareAsync();
        var outside = Directory.CreateDirectory(Path.Combine(copied.Mirror.Place, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "precious"), "precious");
        Directory.CreateDirectory(copied.Target);
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = new SwapsForLink(copied.Target, outside) });
        var error = await Assert.ThrowsAsync<CloneException>(() => copied.RestoreAsync(request => request with { Clean = true }, node));
        Assert.Equal(ErrorId.CloneRestoreTargetUnavailable, error.Id);
        Assert.Equal(outside, new FileInfo(copied.Target).LinkTarget);
        Assert.Equal([Path.Combine(outside, "precious")], Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public async Task Links_are_made_when_all_else_stands()
    {
        Platform.RequireLinks();
        var names = new System.Collections.Concurrent.ConcurrentQueue<string>();
        for (var i = 0; i < 30; i++)
        {
            copied.Mirror.Write($"z{i}", "z");
            File.CreateSymbolicLink(Path.Combine(copied.Mirror.Source, $"a{i}"), "b");
        }
        await PrepareAsync();
        Directory.CreateDirectory(copied.Target);
        var watched = new AlteredPlatform(copied.Mirror.Place) { BeforeRename = names.Enqueue };
        using var node = CloneNode.Open(copied.Mirror.Options with { Platform = watched });
        Assert.Equal(RunResult.Succeeded, (await copied.RestoreAsync(node: node)).Result);
        // Before it begins, a file without a name may get one for trial.
        var given = names.Where(name => !TemporaryName.Is(Wtf8.Encode(name))).ToArray();
        Assert.Equal(62, given.Length);
        Assert.All(given.Skip(32), name => Assert.StartsWith("a", name, StringComparison.Ordinal));
    }

    async Task PrepareAsync()
    {
        copied.Mirror.Write("a", "a");
        copied.Mirror.Write("b", "b");
        await copied.CopyAsync();
    }

    void AssertSays(string reason, string path)
    {
        var error = Assert.Throws<CloneException>(() => copied.Node.CheckRestore(Into(path)(copied.Request)));
        Assert.Contains(Text.Get(reason).Split("{0}")[0], error.Message, StringComparison.Ordinal);
    }

    /// <summary>Somebody puts a link in the place of a folder as soon as its path has been resolved.</summary>
    sealed class SwapsForLink(string folder, string target) : FolderPlatform
    {
        readonly FolderPlatform real = OfThisMachine();

        public override StringComparison PathComparison => real.PathComparison;

        public override FolderHandle OpenRoot(string path) => real.OpenRoot(path);

        public override string Canonicalize(string path)
        {
            var resolved = real.Canonicalize(path);
            if (path != folder || resolved != folder) return resolved;
            Directory.Delete(folder);
            File.CreateSymbolicLink(folder, target);
            return resolved;
        }
    }

    static Func<RestoreRequest, RestoreRequest> From(string path) => request => request with { From = new CopyPlace { Path = path } };

    static Func<RestoreRequest, RestoreRequest> Into(string path) => request => request with { Destination = path };
}
