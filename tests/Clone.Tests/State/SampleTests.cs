using System;
using System.IO;
using System.Linq;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Machine;
using Clone.Engine.Objects;
using Clone.Engine.Settings;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.State;

/// <summary>
/// The samples in tests/data were written by the version whose number they bear. What was written once is read for
/// ever, so they are never changed; what a newer version wrote is refused.
/// </summary>
public sealed class SampleTests : IDisposable
{
    static readonly Guid NodeId = new("6f9619ff-8b86-d011-b42d-00c04fc964ff");
    static readonly Guid JobId = new("0f8fad5b-d9cb-469f-a165-70867728950e");
    static readonly Guid DestinationId = new("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    static readonly DateTimeOffset Noon = new(2026, 7, 30, 12, 0, 0, TimeSpan.Zero);

    readonly TestMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void The_node_of_version_1()
    {
        Put("node/version-1.json", "node.json");
        using var node = machine.Open();
        Assert.False(node.WasMade);
        Assert.Equal((NodeRole.Slave, NodeId), (node.Info.Role, node.Info.NodeId));
        machine.Ids["machineId"] = "another";
        Failing.With(ErrorId.CloneNodeOfOtherMachine, () => machine.Open());
    }

    [Fact]
    public void The_jobs_of_version_1()
    {
        Put("jobs/version-1.json", "jobs.json");
        using var node = machine.Open();
        Assert.Equal(2, node.Jobs.List().Count);
        var expected = new JobDefinition
        {
            Id = JobId,
            Name = "会計",
            Kind = JobKind.Hdd,
            Source = "/srv/会計",
            HddBaseFolder = "/mnt/disk",
            DestinationName = "会計",
            UseVss = VssUse.AsNeeded,
            Include = ["*.xlsx"],
            Exclude = ["/tmp/", "~$*"],
            DeleteExcluded = true,
            MaxDeletePercent = 20,
            MaxDeleteCount = 5000,
            Enabled = false,
            PendingTakeOver = TakeOverMode.Full,
            DestinationId = DestinationId,
            SourceVolume = "uuid:b7fc15b8-7bd6-4f2c-9a83-0a3a0e3f7a11",
            Created = Noon,
            Changed = new DateTimeOffset(2026, 7, 31, 8, 30, 0, TimeSpan.Zero).AddTicks(1234567),
        };
        Assert.Equivalent(expected, node.Jobs.Find("会計"), strict: true);
        var plain = node.Jobs.Find("plain");
        Assert.Equal((50, null, true, false), (plain.MaxDeletePercent, plain.MaxDeleteCount, plain.Enabled, plain.DeleteExcluded));
        Assert.Empty(plain.Include.Concat(plain.Exclude));
    }

    [Fact]
    public void The_jobs_of_version_2_name_volumes()
    {
        Put("jobs/version-2.json", "jobs.json");
        using var node = machine.Open();
        var job = node.Jobs.Find("plain");
        Assert.Equal(["BACKUP", DestinationId.ToString("D")], job.HddVolume);
        Assert.Equal((null, "clone/office", 14, true), (job.HddBaseFolder, job.FolderInVolume, job.DiskAbsentDays, job.EjectAfter));
        var disk = new JobDisk
        {
            Id = "uuid:b7fc15b8-7bd6-4f2c-9a83-0a3a0e3f7a11",
            Name = "b7fc15b8-7bd6-4f2c-9a83-0a3a0e3f7a11",
            Label = "BACKUP",
            DestinationId = DestinationId,
            LastRun = Noon,
            LastSeen = new DateTimeOffset(2026, 7, 31, 8, 30, 0, TimeSpan.Zero),
        };
        Assert.Equal([disk], job.Disks);
    }

    [Fact]
    public void The_jobs_of_version_3_name_buckets()
    {
        Put("jobs/version-3.json", "jobs.json");
        using var node = machine.Open();
        var job = node.Jobs.Find("cloud");
        var expected = new JobBucket
        {
            Bucket = "office-copy",
            Prefix = "office/",
            Endpoint = "https://s3.example.net",
            Port = 9000,
            Region = "eu-west-1",
            PathStyle = false,
            StorageClass = "STANDARD_IA",
            Encryption = S3Encryption.Aes256,
            ChunkedEncoding = false,
            Proxy = "http://proxy:8080",
            UsesKey = true,
        };
        Assert.Equal((JobKind.S3, expected), (job.Kind, job.Bucket));
        Assert.Equal((DestinationId, expected.Service), (job.SecretId, job.SecretPlace));
        Assert.Equal("s3://office-copy/office/", job.PlaceForPeople());
    }

    [Fact]
    public void The_jobs_of_version_5_have_schedules()
    {
        Put("jobs/version-5.json", "jobs.json");
        using var node = machine.Open();
        var job = node.Jobs.Find("office");
        Assert.Equal(["Every 00:15 08:00-18:00"], job.IncrementalSchedule);
        Assert.Equal(["Weekly Mon,Wed 23:00", "Monthly 1,15,Last 02:00,14:00"], job.FullSchedule);
    }

    [Fact]
    public void The_jobs_of_version_4_name_containers()
    {
        Put("jobs/version-4.json", "jobs.json");
        using var node = machine.Open();
        var job = node.Jobs.Find("cloud");
        var expected = new JobContainer
        {
            Container = "office-copy",
            Account = "office",
            Prefix = "office/",
            Endpoint = "https://office.blob.core.usgovcloudapi.net",
            AccessTier = "Cool",
            Proxy = "http://proxy:8080",
            Identity = AzureIdentity.SasToken,
        };
        Assert.Equal((JobKind.Azure, expected, null), (job.Kind, job.Container, job.Bucket));
        Assert.Equal((DestinationId, expected.Service), (job.SecretId, job.SecretPlace));
        Assert.Equal("https://office.blob.core.usgovcloudapi.net/office-copy/office/", job.PlaceForPeople());
        Assert.Equal(
            ("https://office.blob.core.windows.net", "https://office.blob.core.windows.net/office-copy/"),
            ((expected with { Endpoint = null }).Service, (expected with { Endpoint = null, Prefix = "" }).ToString()));
    }

    [Fact]
    public void The_settings_of_version_1()
    {
        Put("node/version-1.json", "node.json");
        Put("settings/version-1.json", "settings.json");
        using var node = machine.Open();
        Assert.Equal(new NodeSettings { MaxConcurrentRuns = 4 }, node.Settings.Read());
        Put("settings/version-2.json", "settings.json");
        Failing.With(ErrorId.CloneStateTooNew, () => node.Settings.Read());
    }

    [Fact]
    public void The_marker_of_version_1()
    {
        var expected = new DestinationMarker
        {
            Source = new SourceId(NodeId, "/srv/会計", "uuid:b7fc15b8-7bd6-4f2c-9a83-0a3a0e3f7a11"),
            JobId = JobId,
            DestinationId = DestinationId,
            Time = Noon,
        };
        Assert.Equal(expected, ReadMarker("marker/version-1.json").Marker);
    }

    [Fact]
    public void The_journal_of_version_1()
    {
        Put("journal/version-1.db", "journal.db");
        using var node = machine.Open();
        var run = Assert.Single(node.History(JobId, 10));
        Assert.Equal(("会計", SyncMode.Full, RunResult.CompletedWithFailures, 10), (run.JobName, run.Mode, run.Result, run.ExitCode));
        Assert.Equal((Noon, Noon.AddMinutes(3)), (run.StartTime, run.EndTime));
        Assert.Equal((12L, 1L, 123456789L, 4L), (run.Total, run.Failed, run.Bytes, run.Excluded["SystemFile"]));
        var failure = Assert.Single(run.Failures);
        Assert.Equal(("伝票/a.xlsx", EntryOperation.Read, "ERROR_SHARING_VIOLATION", true), (failure.Path, failure.Operation, failure.Code, failure.Retryable));
        Assert.Equal(ErrorId.CloneTooManyRemovals, run.Stop!.ErrorId);
        var unfinished = node.Journal.Unfinished(JobId);
        Assert.Equal(Noon.AddDays(1), unfinished!.Report.StartTime);
        Assert.True(unfinished.MachineStopped);
    }

    [Fact]
    public void The_index_of_version_1()
    {
        using var node = machine.Open();
        Put("index/version-1.db", Path.Combine("index", DestinationId.ToString("D") + ".db"));
        using var index = new RunIndex(node, DestinationId);
        Assert.True(index.Distrusts);
        Assert.Equal((20_000_000, true), (index.Capabilities()!.TimeUnit, index.Capabilities()!.FoldsCase));
        var row = index.Entries.Get(EntryOrder.Key(EntryPath.Parse("伝票/a.xlsx"), EntryKind.File));
        Assert.True(IndexRow.TryRead(row, out var seen));
        Assert.Equal((12345L, Noon.Ticks, 77UL), (seen.Source.Size, seen.Source.Modified, seen.Source.FileId));
        Assert.Equal((12345L, Noon.Ticks + 5, 88UL), (seen.Destination.Size, seen.Destination.Modified, seen.Destination.FileId));
        Assert.NotNull(index.Entries.Get(EntryOrder.Key(EntryPath.Parse("伝票"), EntryKind.Folder)));
    }

    [Fact]
    public void A_newer_version_of_any_store_is_refused()
    {
        Put("node/version-2.json", "node.json");
        var error = Failing.With(ErrorId.CloneStateTooNew, () => machine.Open());
        Assert.Equal([Path.Combine(machine.Home, "node.json"), 2, 1], error.Arguments);
        Failing.With(ErrorId.CloneStateTooNew, () => CloneNode.Initialize(machine.Options, NodeRole.Slave, force: true));
        Put("node/version-1.json", "node.json");
        Put("jobs/version-6.json", "jobs.json");
        using var node = machine.Open();
        Failing.With(ErrorId.CloneStateTooNew, () => node.Jobs.List());
        Failing.With(ErrorId.CloneStateTooNew, () => node.Jobs.Create(machine.NewJob("x")));
        Assert.True(ReadMarker("marker/version-2.json").IsUnreadable);
    }

    void Put(string sample, string name)
    {
        StateFolder.Open(machine.Options);
        File.WriteAllBytes(Path.Combine(machine.Home, name), File.ReadAllBytes(Path.Combine(TestData.Folder, sample)));
    }

    MarkerReading ReadMarker(string sample)
    {
        var own = Path.Combine(machine.Folder("disk"), DestinationMarker.FolderName);
        Directory.CreateDirectory(own);
        File.Copy(Path.Combine(TestData.Folder, sample), Path.Combine(own, DestinationMarker.FileName), overwrite: true);
        using var root = machine.Options.Platform.OpenRoot(machine["disk"]);
        return new MarkerStore(new AdapterSet().Json).Read(root);
    }
}
