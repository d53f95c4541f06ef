using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.State;
using Clone.Engine.Sync;

namespace Clone.Tests.EndToEnd;

/// <summary>A pass over the folders of a mirror, with a destination that the test has its hands in.</summary>
sealed class PassOver(Mirror mirror) : IDisposable
{
    readonly AdapterSet adapters = new();
    readonly FolderPlatform platform = FolderPlatform.OfThisMachine();
    public RunScore Score { get; private set; } = new();

    public bool IsForced { get; init; }

    public WorkLimits Work { get; init; } = new();

    public SyncPass? Pass { get; private set; }

    public async Task RunAsync(Func<IDestination, IDestination> wrap, CancellationToken cancellation)
    {
        var names = new TemporaryNames(Guid.NewGuid());
        var root = platform.OpenRoot(mirror.Destination);
        var capabilities = CapabilityProbe.Guess(root.Volume());
        await using var destination = wrap(new FolderDestination(root, capabilities, names));
        await RunAsync(destination, names, cancellation);
    }

    /// <summary>A pass to a destination of the test's own; what was seen there is remembered for the next.</summary>
    public async Task RunAsync(IDestination destination, TemporaryNames names, CancellationToken cancellation)
    {
        Begin();
        using var source = new SourceFolder(mirror.Source, platform.OpenRoot(mirror.Source)) { Listers = Work.Listers };
        using var index = adapters.State.Open(Path.Combine(mirror.Place, "index.db"), "index", 1);
        using var spools = new PassSpools(() => adapters.State.CreateTemporary(Path.Combine(mirror.Place, "spool.db")));
        var entries = index.Table("entries");
        var planned = Plans.Of(mirror.Job, SyncMode.Incremental, source.Volume, destination.Capabilities, distrusts: false);
        var scope = new EntryScope(filters: null);
        var desk = new RunDesk(source, destination, Score, new IndexWriter(entries, NoRows.Instance), planned, (_, _, _) => { });
        var options = new PassOptions
        {
            Job = mirror.Job,
            DestinationName = mirror.Destination,
            SourceScope = scope,
            DestinationScope = scope,
            Names = names,
            SourceIsGone = () => false,
            IsForced = IsForced,
            Work = Work,
        };
        Pass = new SyncPass(desk, options, entries, spools);
        await Pass.RunAsync(cancellation);
    }

    /// <summary>The figures begin anew.</summary>
    public void Begin() => Score = new RunScore();

    public void Dispose()
    {
        foreach (var file in new[] { "index.db", "spool.db" }) File.Delete(Path.Combine(mirror.Place, file));
    }
}
