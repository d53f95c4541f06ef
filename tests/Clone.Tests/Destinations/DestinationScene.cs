using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Destinations;

/// <summary>A source of real files, an empty place, and a destination over it.</summary>
public abstract class DestinationScene : IAsyncLifetime
{
    readonly List<IDestination> opened = [];

    private protected SourceFolder Source { get; private set; } = null!;

    private protected IDestination Destination { get; private set; } = null!;

    private protected DestinationPlace Place { get; private set; } = null!;

    private protected TempFolder Folder { get; } = new();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty place.</summary>
    private protected abstract DestinationPlace MakePlace();

    public ValueTask InitializeAsync()
    {
        Place = MakePlace();
        Source = new SourceFolder(Folder.Path, Folder.Open());
        Reopen();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var destination in opened) await destination.DisposeAsync();
        Source.Dispose();
        Place.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The next run opens the destination.</summary>
    private protected void Reopen()
    {
        Destination = Place.Open(new TemporaryNames(Guid.NewGuid()));
        opened.Add(Destination);
    }

    /// <summary>A file of the source with that text comes to the destination.</summary>
    private protected async Task SendAsync(string path, string text) => await CommitAsync(await StageAsync(path, text));

    private protected async Task<StagedItem> StageAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[path])!);
        Folder.File(path, text);
        return await StageThereAsync(path, await FindAsync(path));
    }

    private protected async Task<StagedItem> StageThereAsync(string path, EntryFacts? replaces) =>
        await Destination.StageAsync(Source, EntryPath.Parse(path), Look(path), replaces, _ => { }, Cancellation);

    private protected async Task CommitAsync(params IReadOnlyList<StagedItem> items) =>
        await Destination.CommitAsync(items, (item, failure) => Assert.True(failure is null, item.Path + ": " + failure?.Message));

    private protected async Task MakeFolderAsync(string path)
    {
        Directory.CreateDirectory(Folder[path]);
        await CreateAsync(path);
    }

    private protected ValueTask<PlacedEntry> CreateAsync(string path) =>
        Destination.CreateFolderAsync(Source, EntryPath.Parse(path), Look(path), Cancellation);

    private protected ValueTask<RemovalOutcome> RemoveAsync(string path, EntryFacts seen) =>
        Destination.RemoveAsync(EntryPath.Parse(path), seen, Cancellation);

    private protected async Task<EntryMove> MoveOf(string from, string to) =>
        new(EntryPath.Parse(from), EntryPath.Parse(to), (await FindAsync(from))!.Value, Replaces: false);

    /// <summary>The new paths of what was moved, with the sizes.</summary>
    private protected async Task<List<string>> MoveAsync(params IReadOnlyList<EntryMove> moves)
    {
        var (moved, told) = (new List<string>(), 0);
        await Destination.MoveAsync(moves, (move, facts) =>
        {
            Assert.Same(moves[told++], move);
            if (facts is { } there) moved.Add(move.To + " " + there.Size);
        });
        Assert.Equal(moves.Count, told);
        return moved;
    }

    private protected EntryFacts Look(string path) => Source.Look(EntryPath.Parse(path))!.Value;

    private protected async Task<EntryFacts?> FindAsync(string path)
    {
        foreach (var entry in await ListAsync(entry => entry))
            if (entry.Path == EntryPath.Parse(path)) return entry.Facts;
        return null;
    }

    private protected Task<List<string>> ListWholeAsync() => ListAsync(entry => entry.Path + " " + entry.Exclusion, withTemporary: true);

    private protected Task<List<string>> ListAsync() => ListAsync(entry => entry.Path.ToString());

    private protected async Task<List<T>> ListAsync<T>(
        Func<(EntryPath Path, EntryFacts Facts, Exclusion Exclusion), T> view, bool withTemporary = false)
    {
        var listed = new List<T>();
        await foreach (var batch in Destination.ListAsync(new EntryScope(filters: null), Unreadable, Cancellation))
        {
            for (var i = 0; i < batch.Count; i++)
                if (withTemporary || batch.ExclusionAt(i) != Exclusion.Temporary)
                    listed.Add(view((batch.PathAt(i), batch.FactsAt(i), batch.ExclusionAt(i))));
        }
        return listed;
    }

    private protected void AssertKept(in EntryFacts source, in EntryFacts stored)
    {
        var capabilities = Destination.Capabilities;
        Assert.InRange(Math.Abs(source.Modified - stored.Modified), 0, capabilities.TimeUnit - 1);
        if ((capabilities.Keeps & FacetMask.Attributes) != 0)
            Assert.Equal(0u, (source.Attributes ^ stored.Attributes) & (OperatingSystem.IsWindows() ? 0x2007u : 0xFFFu));
        if ((capabilities.Keeps & FacetMask.Owner) != 0) Assert.Equal((source.Owner, source.Group), (stored.Owner, stored.Group));
    }

    private protected static Task<EntryException> FailsAsync(Func<Task> work) => Assert.ThrowsAsync<EntryException>(work);

    private protected static void Unreadable(EntryPath path, EntryException e) => Assert.Fail(path + ": " + e.Message);
}
