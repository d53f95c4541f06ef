using System;
using System.IO;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Jobs;

/// <summary>Each rule for a job, and the id of its error.</summary>
public sealed class JobRuleTests : IDisposable
{
    readonly TestMachine machine = new();
    readonly CloneNode node;

    public JobRuleTests() => node = machine.Open();

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("会計データ 2026")]
    [InlineData("Weekly (disk #2), \"blue\"; <x>:|/\\")]
    [InlineData("😀")]
    public void A_name_may_hold_what_people_write(string name) =>
        Assert.Equal(name, node.Jobs.Create(machine.NewJob(name)).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a*")]
    [InlineData("a?")]
    [InlineData("[a]")]
    [InlineData("a`b")]
    public void A_name_that_cannot_be_seen_or_would_be_a_pattern_is_refused(string? name) =>
        Failing.With(ErrorId.CloneJobNameInvalid, () => node.Jobs.Create(machine.NewJob("x") with { Name = name }));

    [Fact]
    public void Half_a_character_is_no_name() => // an attribute cannot hold it
        Failing.With(ErrorId.CloneJobNameInvalid, () => node.Jobs.Create(machine.NewJob("x") with { Name = "a\ud83d" }));

    [Fact]
    public void A_name_has_a_hundred_characters_at_most()
    {
        node.Jobs.Create(machine.NewJob(new string('n', 100)));
        Failing.With(ErrorId.CloneJobNameInvalid, () => node.Jobs.Create(machine.NewJob(new string('m', 101), "s2", "d2")));
    }

    [Fact]
    public void Names_are_unique_ignoring_case()
    {
        var first = node.Jobs.Create(machine.NewJob("Data"));
        Failing.With(ErrorId.CloneJobNameTaken, () => node.Jobs.Create(machine.NewJob("dATA", "s2", "d2")));
        var second = node.Jobs.Create(machine.NewJob("Other", "s2", "d2"));
        Failing.With(ErrorId.CloneJobNameTaken, () => node.Jobs.Change(second.Id, new JobChanges { Name = "DATA" }));
        Assert.Equal("DATA", node.Jobs.Change(first.Id, new JobChanges { Name = "DATA" }).Name);
        Assert.Equal(first.Id, node.Jobs.Find("data").Id);
    }

    [Fact]
    public void The_source_is_a_folder_that_exists()
    {
        var job = machine.NewJob("x");
        Failing.With(ErrorId.CloneSourceNotFound, () => node.Jobs.Create(job with { Source = machine["nothing"] }));
        Failing.With(ErrorId.CloneSourceNotFolder, () => node.Jobs.Create(job with { Source = machine.File("file") }));
        Failing.With(ErrorId.CloneSourceNotFound, () => node.Jobs.Create(job with { Source = Path.Combine(machine["nothing"], "x") }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { Source = null }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { Source = "" }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { Source = "source" }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { Source = job.Source + "\0" }));
    }

    [Theory]
    [InlineData(IoProblem.AccessDenied, ErrorId.CloneSourceUnreadable)]
    [InlineData(IoProblem.DeviceError, ErrorId.CloneSourceUnreadable)]
    [InlineData(IoProblem.NotFound, ErrorId.CloneSourceNotFound)]
    [InlineData(IoProblem.NotAFolder, ErrorId.CloneSourceNotFolder)]
    public void The_source_can_be_read(IoProblem problem, ErrorId id)
    {
        var job = machine.NewJob("x");
        using var blocked = CloneNode.Open(machine.Options with { Platform = new FailingPlatform(job.Source!, problem) });
        var error = Failing.With(id, () => blocked.Jobs.Create(job));
        Assert.Equal(job.Source, error.Arguments[0]);
    }

    [Theory]
    [InlineData(IoProblem.AccessDenied, ErrorId.CloneDestinationUnavailable)]
    [InlineData(IoProblem.DeviceGone, ErrorId.CloneDestinationUnavailable)]
    [InlineData(IoProblem.NotFound, ErrorId.CloneDestinationNotFound)]
    public void The_destination_can_be_opened(IoProblem problem, ErrorId id)
    {
        var job = machine.NewJob("x");
        using var blocked = CloneNode.Open(machine.Options with { Platform = new FailingPlatform(job.HddBaseFolder!, problem) });
        Failing.With(id, () => blocked.Jobs.Create(job));
    }

    [Fact]
    public void The_base_folder_is_a_folder_that_exists_and_is_never_made()
    {
        var job = machine.NewJob("x");
        Failing.With(ErrorId.CloneDestinationNotFound, () => node.Jobs.Create(job with { HddBaseFolder = machine["unplugged"] }));
        Assert.False(Path.Exists(machine["unplugged"]));
        Failing.With(ErrorId.CloneDestinationNotFolder, () => node.Jobs.Create(job with { HddBaseFolder = machine.File("file") }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { HddBaseFolder = "disk" }));
        Failing.With(ErrorId.ClonePathInvalid, () => node.Jobs.Create(job with { HddBaseFolder = null }));
        machine.File("disk/source");
        Failing.With(ErrorId.CloneDestinationNotFolder, () => node.Jobs.Create(job));
    }

    [Fact]
    public void The_destination_is_the_base_folder_and_the_last_part_of_the_source_as_the_user_named_it()
    {
        Platform.RequireLinks();
        machine.Folder("real/data");
        File.CreateSymbolicLink(machine["Shown"], machine["real/data"]);
        File.CreateSymbolicLink(machine["Disk"], machine.Folder("mnt/disk"));
        var job = node.Jobs.Create(new JobChanges { Name = "x", Source = machine["Shown"] + "/", HddBaseFolder = machine["Disk"] + "//" });
        Assert.Equal(machine["real/data"], job.Source);
        Assert.Equal(machine["mnt/disk"], job.HddBaseFolder);
        Assert.Equal("Shown", job.DestinationName);
        Assert.Equal(machine["mnt/disk/Shown"], job.Destination);
        Assert.False(Path.Exists(job.Destination));
    }

    [Fact]
    public void A_root_needs_a_name()
    {
        var root = Path.GetPathRoot(machine.Path)!;
        var job = new JobChanges { Name = "x", Source = root, HddBaseFolder = machine.Folder("disk") };
        Failing.With(ErrorId.CloneDestinationNameRequired, () => node.Jobs.Create(job));
        Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(job with { DestinationName = "all" }));
    }

    [Theory]
    [InlineData("Daten 2026.1")]
    [InlineData("共有")]
    [InlineData("COM")]
    [InlineData("CONSOLE")]
    [InlineData("com10")]
    [InlineData("CloneForWindows2")]
    [InlineData(".hidden")]
    public void A_name_of_a_folder_is_taken(string name) =>
        Assert.Equal(name, node.Jobs.Create(machine.NewJob("x") with { DestinationName = name }).DestinationName);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData(" a")]
    [InlineData("a\tb")]
    [InlineData("CON")]
    [InlineData("con.txt")]
    [InlineData("Nul .x")]
    [InlineData("LPT1")]
    [InlineData("com0.log")]
    [InlineData("COM\u00B9")]
    [InlineData("conin$")]
    [InlineData("CloneForWindows")]
    [InlineData("CLONEFORWINDOWS")]
    [InlineData("System Volume Information")]
    [InlineData("$recycle.bin")]
    public void A_name_that_leads_elsewhere_or_is_reserved_is_refused(string name) => Failing.With(
        ErrorId.CloneDestinationNameInvalid, () => node.Jobs.Create(machine.NewJob("x") with { DestinationName = name }));

    [Fact]
    public void A_source_whose_name_is_reserved_needs_another_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "System.IO makes no such folder on Windows.");
        var job = machine.NewJob("x", "nul");
        Failing.With(ErrorId.CloneDestinationNameInvalid, () => node.Jobs.Create(job));
        Assert.Equal("zero", node.Jobs.Create(job with { DestinationName = "zero" }).DestinationName);
    }

    [Fact]
    public void Source_and_destination_do_not_overlap()
    {
        var tree = machine.Folder("tree");
        var inner = machine.Folder("tree/inner");
        Expect(tree, tree, null);
        Expect(tree, inner, null);
        Expect(tree, inner, "x");
        Expect(inner, tree, null); // tree/inner is the source itself
        Expect(machine.Folder("tree/inner/deep"), tree, "inner");
        Assert.Equal(machine["tree/other"], node.Jobs.Create(Job(inner, tree, "other")).Destination);

        void Expect(string source, string disk, string? name) =>
            Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(source, disk, name)));
    }

    [Fact]
    public void Links_are_resolved_before_folders_are_compared()
    {
        Platform.RequireLinks();
        var tree = machine.Folder("tree");
        File.CreateSymbolicLink(machine["link"], tree);
        Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(tree, machine["link"], "copy")));
        var disk = machine.Folder("disk");
        File.CreateSymbolicLink(Path.Combine(disk, "tree"), tree);
        Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(tree, disk, null)));
        File.CreateSymbolicLink(Path.Combine(disk, "up"), machine.Path);
        Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(tree, disk, "up")));
    }

    [Fact]
    public void A_folder_that_is_mounted_twice_is_one_folder()
    {
        var tree = machine.Folder("tree");
        var mount = machine.Folder("mount");
        if (Tool.Try("mount", "--bind", tree, mount).Code != 0) Assert.Skip("bind mounts are not allowed here");
        try
        {
            Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(tree, mount, "copy")));
            Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(machine.Folder("mount/in"), machine.Path, "tree")));
        }
        finally
        {
            MountPoint.Leave(mount);
        }
    }

    [Fact]
    public void No_job_writes_to_the_state_of_the_node()
    {
        var source = machine.Folder("source");
        foreach (var (disk, name) in new[] { (machine.Path, "state"), (machine.Home, "copy"), (Path.GetDirectoryName(machine.Path)!, Path.GetFileName(machine.Path)) })
        {
            var error = Failing.With(ErrorId.CloneFoldersOverlap, () => node.Jobs.Create(Job(
                name == Path.GetFileName(machine.Path) ? Path.GetDirectoryName(typeof(object).Assembly.Location)! : source, disk, name) with { TakeOver = TakeOverMode.Adopt }));
            Assert.Equal(machine.Home, error.Arguments[0]);
        }
    }

    [Fact]
    public void A_destination_belongs_to_one_job()
    {
        node.Jobs.Create(Job(machine.Folder("s1"), machine.Folder("disk"), "copy", "first"));
        foreach (var (disk, name) in new[] { ("disk", "copy"), ("disk/copy", "inner"), (".", "disk") })
        {
            var error = Failing.With(
                ErrorId.CloneDestinationUsedByJob,
                () => node.Jobs.Create(Job(machine.Folder("s2"), Path.GetFullPath(machine.Folder(disk)), name)));
            Assert.Equal("first", error.Arguments[1]);
        }
        node.Jobs.Create(Job(machine.Folder("s2"), machine["disk"], "copy2"));
    }

    [Fact]
    public void Jobs_form_chains_but_no_circles()
    {
        node.Jobs.Create(Job(machine.Folder("a"), machine.Folder("d1"), "b", "first"));
        node.Jobs.Create(Job(machine.Folder("d1/b"), machine.Folder("d2"), "c", "second"));
        var third = Job(machine.Folder("d2/c/deep"), machine.Path, "a", "third");
        var error = Failing.With(ErrorId.CloneFolderCycle, () => node.Jobs.Create(third));
        Assert.Equal("third > first > second > third", error.Arguments[0]);
        Failing.With(ErrorId.CloneFolderCycle, () => node.Jobs.Create(third with { HddBaseFolder = machine["a"], DestinationName = "inner" }));
        node.Jobs.Create(third with { HddBaseFolder = machine.Folder("d3") });
        Assert.Equal(3, node.Jobs.List().Count);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(101, null)]
    [InlineData(null, -2L)]
    public void Limits_have_a_range(int? percent, long? count) => Failing.With(
        ErrorId.CloneLimitInvalid,
        () => node.Jobs.Create(machine.NewJob("x") with { MaxDeletePercent = percent, MaxDeleteCount = count }));

    [Fact]
    public void Limits_are_set_and_removed()
    {
        var job = node.Jobs.Create(machine.NewJob("x") with { MaxDeletePercent = 0, MaxDeleteCount = 0 });
        Assert.Equal((0, 0L), (job.MaxDeletePercent, job.MaxDeleteCount));
        job = node.Jobs.Change(job.Id, new JobChanges { MaxDeletePercent = 100, MaxDeleteCount = -1 });
        Assert.Equal((100, (long?)null), (job.MaxDeletePercent, job.MaxDeleteCount));
        Failing.With(ErrorId.CloneLimitInvalid, () => node.Jobs.Change(job.Id, new JobChanges { MaxDeletePercent = 200 }));
    }

    [Fact]
    public void Patterns_are_checked()
    {
        Failing.With(ErrorId.CloneFilterInvalid, () => node.Jobs.Create(machine.NewJob("x") with { Include = ["[a"] }));
        Failing.With(ErrorId.CloneFilterInvalid, () => node.Jobs.Create(machine.NewJob("x") with { Exclude = ["*.tmp", ""] }));
        var job = node.Jobs.Create(machine.NewJob("x") with { Include = ["*.docx"], Exclude = ["~$*"], DeleteExcluded = true });
        Assert.Equal(["*.docx"], job.Include);
        job = node.Jobs.Change(job.Id, new JobChanges { Include = [] });
        Assert.Empty(job.Include);
        Assert.Equal(["~$*"], job.Exclude);
        Assert.True(job.DeleteExcluded);
    }

    [Fact]
    public void Snapshots_are_refused_where_there_are_none()
    {
        Failing.With(ErrorId.CloneVssNotAvailable, () => node.Jobs.Create(machine.NewJob("x") with { UseVss = VssUse.Always }));
        Assert.Equal(VssUse.AsNeeded, node.Jobs.Create(machine.NewJob("x") with { UseVss = VssUse.AsNeeded }).UseVss);
    }

    [Fact]
    public void A_check_writes_nothing_and_says_what_would_be()
    {
        var checkedJob = node.Jobs.Check(machine.NewJob("x"));
        Assert.Equal(machine["disk/source"], checkedJob.Destination);
        Assert.Empty(node.Jobs.List());
        Assert.False(File.Exists(Path.Combine(machine.Home, "jobs.json")));
        Failing.With(ErrorId.CloneLimitInvalid, () => node.Jobs.Check(machine.NewJob("x") with { MaxDeletePercent = 200 }));
        var job = node.Jobs.Create(machine.NewJob("x"));
        var before = File.ReadAllText(Path.Combine(machine.Home, "jobs.json"));
        Assert.Equal("y", node.Jobs.CheckChange(job.Id, new JobChanges { Name = "y" }).Name);
        Assert.Equal(before, File.ReadAllText(Path.Combine(machine.Home, "jobs.json")));
    }

    static JobChanges Job(string source, string disk, string? destinationName, string name = "job") =>
        new() { Name = name, Source = source, HddBaseFolder = disk, DestinationName = destinationName };
}
