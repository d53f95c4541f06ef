using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Jobs;

public sealed class JobStoreTests : IDisposable
{
    readonly TestMachine machine = new();
    readonly CloneNode node;

    public JobStoreTests() => node = machine.Open();

    string JobsFile => Path.Combine(machine.Home, "jobs.json");

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Fact]
    public void A_job_comes_back_as_it_was_made()
    {
        var job = node.Jobs.Create(machine.NewJob("会計") with
        {
            Include = ["*.xlsx"],
            Exclude = ["/tmp/"],
            DeleteExcluded = true,
            MaxDeletePercent = 10,
            MaxDeleteCount = 5_000_000_000,
            TakeOver = TakeOverMode.Full,
            UseVss = VssUse.AsNeeded,
            Enabled = false,
        });
        Assert.Equal((machine.Clock.Now, machine.Clock.Now), (job.Created, job.Changed));
        Assert.Equal(JobKind.Hdd, job.Kind);
        using var again = machine.Open();
        Assert.Equivalent(job, again.Jobs.Find("会計"), strict: true);
    }

    [Fact]
    public void A_plain_job_has_the_values_of_the_manual()
    {
        var job = node.Jobs.Create(machine.NewJob("x"));
        Assert.Equal((50, null, VssUse.Never, true, false), (job.MaxDeletePercent, job.MaxDeleteCount, job.UseVss, job.Enabled, job.DeleteExcluded));
        Assert.Equal((null, null, null), (job.PendingTakeOver, job.DestinationId, job.SourceVolume));
    }

    [Fact]
    public void Jobs_are_listed_by_name_and_found_ignoring_case()
    {
        foreach (var name in new[] { "b", "C", "a" }) node.Jobs.Create(machine.NewJob(name, "source-" + name));
        Assert.Equal(["a", "b", "C"], node.Jobs.List().Select(job => job.Name));
        Assert.Equal("C", node.Jobs.Find("c").Name);
        var error = Failing.With(ErrorId.CloneJobNotFound, () => node.Jobs.Find("d"));
        Assert.Equal("d", error.Arguments[0]);
    }

    [Fact]
    public void A_change_of_the_name_needs_no_disk()
    {
        var job = node.Jobs.Create(machine.NewJob("x"));
        Directory.Delete(machine["disk"]);
        Directory.Delete(machine["source"]);
        machine.Clock.Now += TimeSpan.FromHours(1);
        var changed = node.Jobs.Change(job.Id, new JobChanges { Name = "y", Enabled = false });
        Assert.Equal((job.Id, "y", false, job.Created, machine.Clock.Now), (changed.Id, changed.Name, changed.Enabled, changed.Created, changed.Changed));
        Assert.Equal(job.Destination, changed.Destination);
    }

    [Fact]
    public void A_removed_job_is_gone()
    {
        var job = node.Jobs.Create(machine.NewJob("x"));
        node.Jobs.Remove(job.Id);
        Assert.Empty(node.Jobs.List());
        Failing.With(ErrorId.CloneJobNotFound, () => node.Jobs.Remove(job.Id));
        Failing.With(ErrorId.CloneJobNotFound, () => node.Jobs.Change(job.Id, new JobChanges()));
        Failing.With(ErrorId.CloneJobNotFound, () => node.Jobs.Update(job, same => same));
        Assert.NotEqual(job.Id, node.Jobs.Create(machine.NewJob("x")).Id);
    }

    [Fact]
    public void While_a_run_is_under_way_its_job_is_not_removed_and_its_folders_do_not_change()
    {
        var job = node.Jobs.Create(machine.NewJob("x"));
        using (JobLock.TryAcquire(node.Folder, job.Id))
        {
            Failing.With(ErrorId.CloneJobAlreadyActive, () => node.Jobs.Remove(job.Id));
            Failing.With(ErrorId.CloneJobAlreadyActive, () => node.Jobs.Change(job.Id, new JobChanges { Source = machine.Folder("o") }));
            Failing.With(ErrorId.CloneJobAlreadyActive, () => node.Jobs.Change(job.Id, new JobChanges { TakeOver = TakeOverMode.Full }));
            Assert.False(node.Jobs.Change(job.Id, new JobChanges { Enabled = false }).Enabled);
            Assert.Equal("v", node.Jobs.Update(job, stored => stored with { SourceVolume = "v" }).SourceVolume);
        }
        node.Jobs.Remove(job.Id);
    }

    [Fact]
    public async Task Processes_that_make_jobs_at_the_same_time_lose_none()
    {
        using var own = CloneNode.Open(machine.Options with { Machine = null, Home = machine["shared"] });
        var others = Enumerable.Range(0, 2).Select(i => OtherProcess.Start("jobs-create", machine["shared"], "p" + i + "-", "20")).ToList();
        try
        {
            for (var i = 0; i < 10; i++) own.Jobs.Create(machine.NewJob("own" + i, "s" + i, "d" + i));
            foreach (var other in others) Assert.Equal(20, (await other.ReadToEndAsync()).Length);
            foreach (var other in others) await other.EndAsync();
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }
        Assert.Equal(50, own.Jobs.List().Select(job => job.Name).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_is_killed_while_he_writes_leaves_a_file_that_can_be_read()
    {
        var options = machine.Options with { Machine = null, Home = machine["shared"] };
        CloneNode.Open(options).Dispose();
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine("seed " + seed);
        var random = new Random(seed);
        var told = 0;
        for (var round = 0; round < 5; round++)
        {
            using var other = OtherProcess.Start("jobs-create", machine["shared"], "r" + round + "-", "100000");
            for (var wait = random.Next(1, 12); wait > 0; wait--)
            {
                Assert.NotNull(await other.ReadLineAsync());
                told++;
            }
            other.Kill();
            told += (await other.ReadToEndAsync()).Length;
            using var own = CloneNode.Open(options);
            Assert.InRange(own.Jobs.List().Count, told - 1, told + round + 1); // the last line may have been cut off or not yet written
        }
    }

    [Theory]
    [InlineData("\"maxDeletePercent\": 50", "\"maxDeletePercent\": 500")]
    [InlineData("\"name\": \"x\"", "\"name\": \"x*\"")]
    [InlineData("\"kind\": \"Hdd\"", "\"kind\": \"S3\"")]
    [InlineData("\"useVss\": \"Never\"", "\"useVss\": \"Always\"")]
    [InlineData("\"destinationName\": \"source\"", "\"destinationName\": \"../../etc\"")]
    [InlineData("\"exclude\": []", "\"exclude\": [\"[\"]")]
    [InlineData("\"source\": \"/", "\"source\": \"")]
    public async Task A_job_that_somebody_broke_is_listed_and_does_not_run(string right, string wrong)
    {
        node.Jobs.Create(machine.NewJob("x"));
        node.Jobs.Create(machine.NewJob("fine", "s2", "d2"));
        if (right.EndsWith('/') && OperatingSystem.IsWindows()) Assert.Skip("paths are those of Unix");
        var text = await File.ReadAllTextAsync(JobsFile, TestContext.Current.CancellationToken);
        var place = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(place >= 0, text);
        await File.WriteAllTextAsync(
            JobsFile, text.Remove(place, right.Length).Insert(place, wrong), TestContext.Current.CancellationToken);
        var job = Assert.Single(node.Jobs.List(), job => job.Name != "fine");
        var error = await Assert.ThrowsAsync<CloneException>(
            () => node.SyncAsync(job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorId.CloneJobInvalid, error.Id);
        error = await Assert.ThrowsAsync<CloneException>(async () =>
        {
            await foreach (var change in node.CompareAsync(job, new PreviewOptions { Mode = SyncMode.Full }, _ => { }, TestContext.Current.CancellationToken))
                Assert.Fail(change.Path);
        });
        Assert.Equal(ErrorId.CloneJobInvalid, error.Id);
        Assert.Empty(Directory.GetFileSystemEntries(machine["disk"]));
        node.Jobs.Change(node.Jobs.Find("fine").Id, new JobChanges { Enabled = false });
        if (job.Kind != JobKind.Hdd) return;
        var mended = node.Jobs.Change(job.Id, new JobChanges
        {
            Name = "x",
            Source = machine["source"],
            DestinationName = "source",
            MaxDeletePercent = 50,
            UseVss = VssUse.Never,
            Exclude = [],
        });
        Assert.Equal(machine["disk/source"], mended.Destination);
    }

    [Theory]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"jobs\":[null]}")]
    [InlineData("{\"version\":1,\"jobs\":[{\"kind\":\"Fax\"}]}")]
    [InlineData("{\"version\":1,\"jobs\":[{\"name\":\"a\"},{\"name\":\"b\"}]}")]
    [InlineData("{\"version\":1,\"jobs\":[")]
    [InlineData("\u0000\u0000")]
    public void A_damaged_file_is_kept_and_nothing_is_written_over_it(string damage)
    {
        node.Jobs.Create(machine.NewJob("x"));
        File.WriteAllText(JobsFile, damage);
        Failing.With(ErrorId.CloneStateDamaged, () => node.Jobs.List());
        Failing.With(ErrorId.CloneStateDamaged, () => node.Jobs.Create(machine.NewJob("y", "s2", "d2")));
        Assert.Equal(damage, File.ReadAllText(JobsFile));
        Assert.Equal(damage, File.ReadAllText(Assert.Single(Directory.GetFiles(machine.Home, "jobs.json.damaged-*"))));
        var told = Assert.Single(node.ReadLog(new LogQuery { EventId = "jobs.loadFailed" }));
        Assert.Equal((JobsFile, nameof(ErrorId.CloneStateDamaged)), (told.Path, told.Code));
    }

    [Fact]
    public void A_file_beyond_all_measure_is_not_even_read()
    {
        node.Jobs.Create(machine.NewJob("x"));
        using (var file = new FileStream(JobsFile, FileMode.Open)) file.SetLength((256L << 20) + 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Failing.With(ErrorId.CloneStateDamaged, () => node.Jobs.List());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("268435456", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(machine.Home, "jobs.json.damaged-*"));
    }
}
