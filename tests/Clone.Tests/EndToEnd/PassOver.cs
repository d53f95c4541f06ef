using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Sync;

namespace Clone.Tests.EndToEnd;

/// <summary>A pass over the folders of a mirror, with a destination that the test has its hands in.</summary>
sealed class PassOver(Mirror mirror) : IDisposable
{
    readonly AdapterSet adapters = new();
    readonly FolderPlatform platform = FolderPlatform.OfThisMachine();
    readonly TemporaryNames names = new(Guid.NewGuid());

    public RunScore Score { get; } = new();

    public SyncPass? Pass { get; private set; }

    public async Task RunAsync(Func<IDestination, IDestination> wrap, CancellationToken cancellation)
    {
        using var source = new SourceFolder(mirror.Source, platform.OpenRoot(mirror.Source));
        var root = platform.OpenRoot(mirror.Destination);
        var capabilities = CapabilityProbe.Guess(root.Volume());
        await using var destination = wrap(new FolderDestination(root, capabilities, names));
        using var index = adapters.State.Open(Path.Combine(mirror.Place, "index.db"), "index", 1);
        using var spools = new PassSpools(() => adapters.State.CreateTemporary(Path.Combine(mirror.Place, "spool.db")));
        var entries = index.Table("entries");
        var planned = Plans.Of(mirror.Job, SyncMode.Incremental, source.Volume, capabilities, distrusts: false);
        var scope = new EntryScope(filters: null);
        var desk = new RunDesk(source, destination, Score, new IndexWriter(entries), planned, (_, _, _) => { });
        var options = new PassOptions
        {
            Job = mirror.Job,
            DestinationName = mirror.Destination,
            SourceScope = scope,
            DestinationScope = scope,
            Names = names,
            SourceIsGone = () => false,
        };
        Pass = new SyncPass(desk, options, entries, spools);
        await Pass.RunAsync(cancellation);
    }

    public void Dispose()
    {
        foreach (var file in new[] { "index.db", "spool.db" }) File.Delete(Path.Combine(mirror.Place, file));
    }
}
