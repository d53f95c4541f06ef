using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Live;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A node with one job over real folders, all in one temporary folder.</summary>
sealed class Mirror : IDisposable
{
    readonly bool ownsPlace;
    readonly IAdapters adapters;

    public Mirror(string? place = null, IAdapters? adapters = null)
    {
        this.adapters = adapters ?? new AdapterSet();
        ownsPlace = place is null;
        Place = place ?? Directory.CreateTempSubdirectory("clone-e2e-").FullName;
        Source = Directory.CreateDirectory(Path.Combine(Place, "source")).FullName;
        Disk = Directory.CreateDirectory(Path.Combine(Place, "disk")).FullName;
        Home = Path.Combine(Place, "home");
        Node = CloneNode.Open(Options);
    }

    public string Place { get; }

    public string Source { get; }

    public string Disk { get; }

    public string Destination => Path.Combine(Disk, "source");

    public string Home { get; }

    public CloneNode Node { get; private set; }

    public NodeOptions Options => new() { Adapters = adapters, Version = "1.0.0", Home = Home };

    public JobDefinition Job => Node.Jobs.Find("job");

    public void CreateJob(Func<JobChanges, JobChanges>? change = null)
    {
        var changes = new JobChanges { Name = "job", Source = Source, HddBaseFolder = Disk };
        Node.Jobs.Create(change is null ? changes : change(changes));
    }

    /// <summary>A job between two other folders, with a file to copy.</summary>
    public void CreateOtherJob(string name)
    {
        var source = Directory.CreateDirectory(Path.Combine(Place, "source of " + name)).FullName;
        var disk = Directory.CreateDirectory(Path.Combine(Place, "disk of " + name)).FullName;
        WriteTo(source, "x", "x");
        Node.Jobs.Create(new JobChanges { Name = name, Source = source, HddBaseFolder = disk });
    }

    public Task<RunReport> RunAsync(SyncMode mode = SyncMode.Incremental, bool force = false) =>
        RunAsync(mode, force, progress: null, TestContext.Current.CancellationToken);

    public Task<RunReport> RunAsync(
        SyncMode mode, bool force, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        Node.SyncAsync(Job, mode, force, progress, cancellation);

    /// <summary>The run of the job as soon as it is seen to be so.</summary>
    public async Task<LiveRun> LiveAsync(Func<LiveRun, bool> isSo)
    {
        while (true)
        {
            if (Node.Live.Find(Job.Id) is { } live && isSo(live)) return live;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async Task<List<PlannedChange>> CompareAsync(bool checksum = false, bool showsExcluded = false)
    {
        var changes = new List<PlannedChange>();
        var preview = new PreviewOptions { Checksum = checksum, ShowsExcluded = showsExcluded };
        await foreach (var change in Node.CompareAsync(Job, preview, failure => Assert.Fail(failure.Path + ": " + failure.Code), CancellationToken.None))
            changes.Add(change);
        return changes;
    }

    public void Write(string path, string text) => WriteTo(Source, path, text);

    public static void WriteTo(string root, string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string ReadCopy(string path) => File.ReadAllText(Path.Combine(Destination, path));

    public bool HasCopy(string path) => Path.Exists(Path.Combine(Destination, path));

    public void Dispose()
    {
        Node.Dispose();
        if (ownsPlace) Removal.Of(Place);
    }
}
