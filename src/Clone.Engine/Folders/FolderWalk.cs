using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Walks a tree in canonical order. Several threads list folders ahead of the reader, in about the order in which he
/// will need them and no further than a bound; a folder that he needs and nobody has begun he lists himself, so that
/// he never waits for work that cannot start.
/// </summary>
public sealed class FolderWalk
{
    /// <summary>Listings that are kept to be filled again: without them the walk makes megabytes of garbage a second.</summary>
    const int MostSpare = 64;

    readonly FolderTree tree;
    readonly EntryScope scope;
    readonly WalkOptions options;
    readonly Stack<Visit> ahead = new();
    readonly object gate = new();
    readonly Stack<FolderListing> spare = new();
    int listedAhead;
    bool over;

    /// <summary>Makes a walk that can be read once.</summary>
    public FolderWalk(FolderTree tree, EntryScope scope, WalkOptions options)
    {
        this.tree = tree;
        this.scope = scope;
        this.options = options;
    }

    /// <summary>
    /// The entries below the root. A folder whose contents cannot be listed is told to
    /// <see cref="WalkOptions.OnUnreadable"/> and comes with <see cref="EntryFacts.Unreadable"/>; when it is the root
    /// itself the walk fails with the <see cref="EntryException"/>.
    /// </summary>
    public async IAsyncEnumerable<EntryBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var root = new Visit(EntryPath.Root) { State = VisitState.Taken };
        List(root, cancellation);
        root.Fault?.Throw();
        if (root.Failure is { } failure) throw failure;
        var workers = new Task[options.Workers];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = options.Threads.Run(() => WorkAhead(cancellation));
        try
        {
            var way = new Stack<Visit>();
            way.Push(root);
            while (way.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var here = way.Peek();
                var child = here.NextChild();
                if (child is not null) await NeedAsync(child, cancellation).ConfigureAwait(false);
                child?.Fault?.Throw();
                if (child?.Failure is { } childFailure) Mark(here, child, childFailure);
                if (here.TakeBatch() is { } batch) yield return batch;
                if (child is not null)
                {
                    way.Push(child);
                    continue;
                }
                way.Pop();
                Consumed(here);
            }
        }
        finally
        {
            lock (gate)
            {
                over = true;
                Monitor.PulseAll(gate);
            }
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }

    void Mark(Visit folder, Visit child, EntryException failure)
    {
        var place = folder.ChildPlace;
        folder.Listing.Correct(place, folder.Listing.FactsAt(place) with { Unreadable = true });
        options.OnUnreadable?.Invoke(child.Path, failure);
    }

    async ValueTask NeedAsync(Visit visit, CancellationToken cancellation)
    {
        Task waiting;
        lock (gate)
        {
            if (visit.State == VisitState.Done) return;
            waiting = visit.State == VisitState.Taken ? visit.Completion() : Task.CompletedTask;
            if (visit.State == VisitState.Waiting) visit.State = VisitState.Taken;
        }
        if (waiting == Task.CompletedTask) List(visit, cancellation);
        else await waiting.ConfigureAwait(false);
    }

    void WorkAhead(CancellationToken cancellation)
    {
        while (true)
        {
            Visit visit;
            lock (gate)
            {
                while (!over && (ahead.Count == 0 || listedAhead > options.MostAhead)) Monitor.Wait(gate);
                if (over) return;
                visit = ahead.Pop();
                if (visit.State != VisitState.Waiting) continue;
                visit.State = VisitState.Taken;
            }
            List(visit, cancellation);
        }
    }

    void List(Visit visit, CancellationToken cancellation)
    {
        try
        {
            Fill(visit, cancellation);
            Judge(visit);
        }
        catch (OperationCanceledException)
        {
            // The reader sees the same token.
        }
        catch (Exception e)
        {
            visit.Fault = ExceptionDispatchInfo.Capture(e);
        }
        lock (gate)
        {
            visit.State = VisitState.Done;
            listedAhead += visit.Listing.Count;
            for (var i = visit.Children.Count - 1; i >= 0; i--) ahead.Push(visit.Children[i].Visit!);
            visit.Complete();
            Monitor.PulseAll(gate);
        }
    }

    void Fill(Visit visit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        visit.Listing = NewListing();
        try
        {
            if (visit.Path.IsRoot)
            {
                tree.Root.List(visit.Listing, cancellation);
                return;
            }
            using var folder = tree.OpenOnce(visit.Path);
            folder.List(visit.Listing, cancellation);
        }
        catch (EntryException e)
        {
            visit.Failure = e;
        }
    }

    FolderListing NewListing()
    {
        lock (gate)
        {
            if (spare.Count == 0) return new FolderListing();
            var listing = spare.Pop();
            listing.Clear();
            return listing;
        }
    }

    void Judge(Visit visit)
    {
        var listing = visit.Listing;
        var inVolumeRoot = visit.Path.IsRoot && tree.Root.IsVolumeRoot();
        for (var i = 0; i < listing.Count; i++)
            listing.Exclude(i, scope.Judge(visit.Path, listing.NameAt(i), in listing.FactsAt(i), listing.ExclusionAt(i), inVolumeRoot));
        listing.Sort();
        if (!scope.GoesBelow(visit.Path)) return;
        for (var i = 0; i < listing.Count; i++)
            if (listing.FactsAt(i).Kind == EntryKind.Folder && scope.Enters(listing.ExclusionAt(i)))
                visit.Children.Add(new Child(i, new Visit(visit.Path.Append(listing.NameAt(i)))));
    }

    void Consumed(Visit visit)
    {
        lock (gate)
        {
            listedAhead -= visit.Listing.Count;
            if (visit.Listing.Count > 0 && spare.Count < MostSpare) spare.Push(visit.Listing);
            visit.Release();
            Monitor.PulseAll(gate);
        }
    }

    enum VisitState
    {
        Waiting,
        Taken,
        Done,
    }

    /// <summary>One folder of the walk, from its place in the queue until its last batch is read.</summary>
    sealed class Visit(EntryPath path)
    {
        TaskCompletionSource<bool>? completion;
        int child;
        int read;
        int end;

        public EntryPath Path { get; } = path;

        public FolderListing Listing { get; set; } = new();

        /// <summary>The folders in it that are walked.</summary>
        public List<Child> Children { get; } = [];

        /// <summary>Where in the listing the folder stands that <see cref="NextChild"/> gave.</summary>
        public int ChildPlace { get; private set; }

        public VisitState State { get; set; }

        /// <summary>Why the folder could not be listed.</summary>
        public EntryException? Failure { get; set; }

        /// <summary>What nobody expected; it ends the walk.</summary>
        public ExceptionDispatchInfo? Fault { get; set; }

        /// <summary>The next folder to go into; the batch up to it is ready then.</summary>
        public Visit? NextChild()
        {
            if (child == Children.Count)
            {
                end = Listing.Count;
                return null;
            }
            var (place, visit) = Children[child];
            Children[child++] = default;
            ChildPlace = place;
            end = place + 1;
            return visit;
        }

        /// <summary>The entries up to and with the folder that comes next; null when there are none.</summary>
        public EntryBatch? TakeBatch()
        {
            var start = read;
            read = end;
            return end > start ? new EntryBatch(Path, Listing, start, end - start) : null;
        }

        public Task<bool> Completion() => (completion ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Complete() => completion?.TrySetResult(true);

        /// <summary>Lets the memory go; the visit itself may still stand in the queue.</summary>
        public void Release() => Listing = new FolderListing();
    }

    readonly record struct Child(int Place, Visit? Visit);
}
