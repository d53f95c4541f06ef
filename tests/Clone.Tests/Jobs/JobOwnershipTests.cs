using System;
using System.IO;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Tests.EndToEnd;
using Clone.Tests.Machine;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Jobs;

/// <summary>The rules of ownership as they meet whoever makes or changes a job.</summary>
public sealed class JobOwnershipTests : IDisposable
{
    readonly TestMachine machine = new();
    readonly CloneNode node;

    public JobOwnershipTests() => node = machine.Open();

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Fact]
    public void A_destination_that_holds_something_is_refused_unless_it_is_taken_over()
    {
        var job = machine.NewJob("x");
        machine.Folder("disk/source");
        machine.File("disk/source/precious");
        Failing.With(ErrorId.CloneDestinationNotEmpty, () => node.Jobs.Create(job));
        Failing.With(ErrorId.CloneDestinationNotEmpty, () => node.Jobs.Check(job));
        var made = node.Jobs.Create(job with { TakeOver = TakeOverMode.Full });
        Assert.Equal(TakeOverMode.Full, made.PendingTakeOver);
        Assert.True(File.Exists(machine["disk/source/precious"]));
    }

    [Fact]
    public void What_Clone_or_the_system_keeps_there_is_nothing()
    {
        var job = machine.NewJob("x");
        machine.Folder("disk/source/CloneForWindows");
        machine.File("disk/source/.clone-0123456789abcdef-00000001.part");
        Assert.Null(node.Jobs.Create(job).PendingTakeOver);
    }

    [Fact]
    public void Folders_with_names_of_the_systems_are_somebodys_in_a_folder_and_nobodys_at_the_root_of_a_volume()
    {
        var job = machine.NewJob("x");
        machine.Folder("disk/source/lost+found");
        Failing.With(ErrorId.CloneDestinationNotEmpty, () => node.Jobs.Create(job));
        using var mount = TemporaryMount.Tmpfs(machine["disk/source"], "1m");
        machine.Folder("disk/source/lost+found");
        Assert.Null(node.Jobs.Create(job).PendingTakeOver);
    }

    [Fact]
    public void The_marker_of_another_source_is_refused_and_named()
    {
        var job = machine.NewJob("x");
        Mark("disk/source", new SourceId(Guid.NewGuid(), job.Source!, "uuid:1"), Guid.NewGuid());
        Failing.With(ErrorId.CloneDestinationOwnedByOther, () => node.Jobs.Create(job));
        Mark("disk/source", new SourceId(node.Info.NodeId, "/other\n/folder", "uuid:1"), Guid.NewGuid());
        var error = Failing.With(ErrorId.CloneDestinationOwnedByOther, () => node.Jobs.Create(job));
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        File.WriteAllText(machine["disk/source/CloneForWindows/" + DestinationMarker.FileName], "rubbish");
        Failing.With(ErrorId.CloneDestinationOwnedByOther, () => node.Jobs.Create(job));
        Assert.Equal(TakeOverMode.Adopt, node.Jobs.Create(job with { TakeOver = TakeOverMode.Adopt }).PendingTakeOver);
    }

    [Fact]
    public void A_job_that_is_made_anew_goes_on_with_the_copy_of_its_source()
    {
        var first = node.Jobs.Create(machine.NewJob("x"));
        Mark("disk/source", new SourceId(node.Info.NodeId, first.Source, "uuid:1"), first.Id);
        machine.File("disk/source/copied");
        node.Jobs.Remove(first.Id);
        Assert.True(File.Exists(machine["disk/source/CloneForWindows/" + DestinationMarker.FileName]));
        Assert.True(File.Exists(machine["disk/source/copied"]));
        Assert.Null(node.Jobs.Create(machine.NewJob("x")).PendingTakeOver);
    }

    [Fact]
    public void Another_source_falls_under_the_rules_again()
    {
        var job = Ran(node.Jobs.Create(machine.NewJob("x")));
        var other = machine.Folder("other");
        Failing.With(
            ErrorId.CloneDestinationOwnedByOther, () => node.Jobs.Change(job.Id, new JobChanges { Source = other }));
        Assert.Equal(job, node.Jobs.Find("x") with { HddVolume = job.HddVolume, Disks = job.Disks, IncrementalSchedule = job.IncrementalSchedule, FullSchedule = job.FullSchedule, Include = job.Include, Exclude = job.Exclude, FilterRule = job.FilterRule, ExcludeAttribute = job.ExcludeAttribute });
        var changed = node.Jobs.Change(job.Id, new JobChanges { Source = other, TakeOver = TakeOverMode.Adopt });
        Assert.Equal((other, job.Destination), (changed.Source, changed.Destination));
        Assert.Equal((null, null), (changed.DestinationId, changed.SourceVolume));
        Assert.Equal(TakeOverMode.Adopt, changed.PendingTakeOver);
    }

    [Fact]
    public void The_same_source_by_another_path_is_no_other_source()
    {
        Platform.RequireLinks();
        var job = Ran(node.Jobs.Create(machine.NewJob("x")));
        File.CreateSymbolicLink(machine["link"], job.Source);
        var changed = node.Jobs.Change(job.Id, new JobChanges { Source = machine["link"] });
        Assert.Equal((job.Source, job.DestinationId, job.SourceVolume), (changed.Source, changed.DestinationId, changed.SourceVolume));
    }

    [Fact]
    public void Another_destination_starts_from_nothing_or_is_taken_over()
    {
        var job = Ran(node.Jobs.Create(machine.NewJob("x")));
        var moved = node.Jobs.Change(job.Id, new JobChanges { HddBaseFolder = machine.Folder("disk2") });
        Assert.Equal(machine["disk2/source"], moved.Destination);
        Assert.Null(moved.DestinationId);
        Assert.Equal(job.SourceVolume, moved.SourceVolume);
        machine.Folder("disk2/full");
        machine.File("disk2/full/something");
        Failing.With(
            ErrorId.CloneDestinationNotEmpty, () => node.Jobs.Change(job.Id, new JobChanges { DestinationName = "full" }));
        var back = node.Jobs.Change(job.Id, new JobChanges { HddBaseFolder = machine["disk"] });
        Assert.Equal(job.Destination, back.Destination);
    }

    [Fact]
    public void A_job_whose_marker_is_gone_cannot_be_pointed_there_again_unasked()
    {
        var job = Ran(node.Jobs.Create(machine.NewJob("x")));
        Directory.Delete(machine["disk/source"], recursive: true);
        Failing.With(
            ErrorId.CloneDestinationMarkerMissing, () => node.Jobs.Change(job.Id, new JobChanges { HddBaseFolder = machine["disk"] }));
        Assert.Equal(TakeOverMode.Adopt, node.Jobs.Change(job.Id, new JobChanges { TakeOver = TakeOverMode.Adopt }).PendingTakeOver);
    }

    JobDefinition Ran(JobDefinition job)
    {
        Mark(Path.GetRelativePath(machine.Path, job.Destination), new SourceId(node.Info.NodeId, job.Source, "uuid:1"), job.Id);
        return node.Jobs.Update(job, stored => stored with { DestinationId = Guid.NewGuid(), SourceVolume = "uuid:1" });
    }

    void Mark(string destination, SourceId source, Guid jobId)
    {
        using var root = FolderPlatform.OfThisMachine().OpenRoot(machine.Folder(destination));
        new MarkerStore(new AdapterSet().Json).Write(
            root, new DestinationMarker { Source = source, JobId = jobId, DestinationId = Guid.NewGuid() });
    }
}
