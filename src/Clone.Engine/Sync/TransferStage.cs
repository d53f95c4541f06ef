using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Machine;

namespace Clone.Engine.Sync;

/// <summary>
/// Makes, replaces and touches what the plan says: folders at once and in order, files and links on several threads.
/// Staged files are committed in groups. What fails is handed to <c>onFailed</c>: the first time to be tried again,
/// the second time to be counted.
/// </summary>
sealed class TransferStage : IAsyncDisposable
{
    readonly RunDesk desk;
    readonly Action<PlanItem, EntryException> onFailed;
    readonly Spool settling;
    readonly CancellationToken cancellation;
    readonly TransferQueue queue;
    readonly CommitGroup group;
    readonly Task[] workers;
    int committed;

    /// <summary>Starts the threads.</summary>
    /// <param name="desk">What to work with.</param>
    /// <param name="settling">Takes the folders whose times are set last.</param>
    /// <param name="work">How much goes at once.</param>
    /// <param name="onFailed">Told of what fails.</param>
    /// <param name="cancellation">Stops the transfers; what is staged is still committed.</param>
    public TransferStage(
        RunDesk desk, Spool settling, WorkLimits work, Action<PlanItem, EntryException> onFailed,
        CancellationToken cancellation)
    {
        this.desk = desk;
        this.settling = settling;
        this.onFailed = onFailed;
        this.cancellation = cancellation;
        queue = new TransferQueue(work.TakenAtOnce);
        group = desk.Destination.Capabilities.CommitsEach
            ? new CommitGroup(desk.Destination, mostItems: 1, Committed, FlushNowAndThen)
            : new CommitGroup(desk.Destination, work.GroupItems, Committed, desk.Index.Flush);
        workers = new Task[work.Workers];
        for (var i = 0; i < workers.Length; i++) workers[i] = work.Threads.Run(Work);
    }

    /// <summary>Takes a step of the plan; waits while the threads have enough to do.</summary>
    public ValueTask TakeAsync(PlanItem item)
    {
        if (item.Source.Kind != EntryKind.Folder)
            return workers.Length == 0 ? WorkOffAsync(item) : queue.AddAsync(item, cancellation);
        if (item.Step != PlanStep.Create)
        {
            settling.Add(item);
            return default;
        }
        return CreateFolderAsync(item);
    }

    /// <summary>Waits until everything that was taken is at its place or has failed.</summary>
    public async Task CompleteAsync()
    {
        queue.Complete();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        finally
        {
            await group.CommitAsync().ConfigureAwait(false);
            desk.Index.Flush();
        }
    }

    /// <summary>Ends the threads. What is staged is committed even when the march has failed, so that no part of it stays.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Complete();
        await Task.WhenAny(Task.WhenAll(workers)).ConfigureAwait(false);
        await group.CommitAsync().ConfigureAwait(false);
    }

    async ValueTask CreateFolderAsync(PlanItem item, bool counts = true)
    {
        desk.Score.Current = item.Path;
        try
        {
            var placed = await desk.Destination
                .CreateFolderAsync(desk.Source!.HolderOf(item.Path), item.Path, item.Source, cancellation).ConfigureAwait(false);
            if (placed.How != Placement.Written) desk.Wonder();
            if (counts && !item.Source.Unreadable) Count(item, placed.How);
            if (placed.How == Placement.Written && desk.Planned.FacetsDiffer(item.Source, placed.Facts)) desk.Made.Add(item.Path);
            desk.Index.Put(item.Path, item.Source, placed.Facts);
            settling.Add(item with { Step = PlanStep.SettleFolder });
        }
        catch (EntryException e)
        {
            onFailed(item, e);
        }
    }

    /// <summary>What a thread does: it waits where it is, for more to do and for the destination.</summary>
    void Work()
    {
        try
        {
            while (QuietWait.For(queue.TakeAsync(cancellation).AsTask()) is { } items)
                foreach (var item in items)
                    QuietWait.For(WorkOffAsync(item).AsTask());
        }
        catch (Exception e)
        {
            // Whoever adds to the queue must not wait for threads that are gone.
            queue.Complete(e);
            throw;
        }
    }

    async ValueTask WorkOffAsync(PlanItem item)
    {
        cancellation.ThrowIfCancellationRequested();
        desk.Score.Current = item.Path;
        try
        {
            var found = desk.Planned.ListsIndex ? await AsFoundAsync(item).ConfigureAwait(false) : item;
            if (found.Step == PlanStep.Touch) await TouchAsync(found).ConfigureAwait(false);
            else await SendAgainAsync(found).ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            await DoubtAsync(item).ConfigureAwait(false);
            await ResolveAsync(item, e).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await DoubtAsync(item).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// What stands under the name of an item that was to be made and is not has no row: an earlier try may have made it, or,
    /// where case is folded, given it the name before the contents failed to come. What was to be replaced may have lost its own.
    /// </summary>
    async ValueTask DoubtAsync(PlanItem item)
    {
        if (item.Destination is not null)
        {
            if (!desk.Index.Knows(item.Key)) desk.Score.IsCopyUnsure = true;
            return;
        }
        try
        {
            if (await desk.Destination.LookAsync(item.Path).ConfigureAwait(false) is null) return;
        }
        catch (EntryException)
        {
            // Then nobody knows.
        }
        desk.Score.IsCopyUnsure = true;
    }

    /// <summary>
    /// The item as it would have been planned if the destination had been listed: what somebody touched there is sent whole, and
    /// folders that are gone are made again.
    /// </summary>
    async ValueTask<PlanItem> AsFoundAsync(PlanItem item)
    {
        var there = await desk.Destination.LookAsync(item.Path).ConfigureAwait(false);
        if (there is null) await MakeFoldersAsync(item.Path.Parent).ConfigureAwait(false);
        if (IsAsListed(item.Destination, there)) return item;
        // What stands there in another case is the destination's to judge, as after a listing.
        if (item.Destination is null && desk.Destination.Capabilities.FoldsCase) return item;
        desk.Wonder();
        // It would have to be removed first, which is for the guard to decide: the next run lists all.
        if (there is { Kind: EntryKind.Folder }) throw new EntryException(IoProblem.NameTaken, "EISDIR", EntryOperation.Write);
        return item with
        {
            Step = there is null ? PlanStep.Create : PlanStep.Replace,
            Reason = PlanReason.DestinationChanged,
            Destination = there,
        };
    }

    static bool IsAsListed(EntryFacts? listed, EntryFacts? there)
    {
        if (listed is not { } seen || there is not { } now) return listed is null && there is null;
        return seen.Kind == now.Kind && seen.Size == now.Size && seen.Modified == now.Modified && seen.FileId == now.FileId;
    }

    /// <summary>Makes the folders that lead to an item and are not there any more; each is counted where the plan has it.</summary>
    async ValueTask MakeFoldersAsync(EntryPath folder)
    {
        if (folder.IsRoot || await desk.Destination.LookAsync(folder).ConfigureAwait(false) is not null) return;
        await MakeFoldersAsync(folder.Parent).ConfigureAwait(false);
        // What else the rows say to lie in it is gone too.
        desk.Score.IsCopyUnsure = true;
        if (desk.Source!.HolderOf(folder).Look(folder) is { } facts)
            await CreateFolderAsync(new PlanItem(PlanStep.Create, PlanReason.Missing, folder, facts, null), counts: false).ConfigureAwait(false);
    }

    async ValueTask TouchAsync(PlanItem item)
    {
        var stored = await desk.Destination.SetFacetsAsync(
            item.Path, item.Source, desk.Planned.FacetsFor(item.Source.Kind), cancellation).ConfigureAwait(false);
        desk.Score.AddUpdated();
        desk.OnSuccess?.Invoke(item.Path, false);
        desk.Index.PutTouched(item.Path, item.Source, item.Destination!.Value, stored);
    }

    /// <summary>Where somebody has removed a folder at the destination meanwhile, it is made again.</summary>
    async ValueTask SendAgainAsync(PlanItem item)
    {
        try
        {
            await SendAsync(item).ConfigureAwait(false);
            return;
        }
        catch (EntryException e) when (e.Problem == IoProblem.ParentMissing)
        {
            if (!await RemakeAsync(item.Path.Parent).ConfigureAwait(false)) throw;
        }
        await SendAsync(item).ConfigureAwait(false);
    }

    /// <summary>Makes folders that the destination had, or was given by this run; false where one cannot be: then it has failed itself.</summary>
    async ValueTask<bool> RemakeAsync(EntryPath folder)
    {
        try
        {
            if (folder.IsRoot || await desk.Destination.LookAsync(folder).ConfigureAwait(false) is not null) return true;
            if (!await RemakeAsync(folder.Parent).ConfigureAwait(false)) return false;
            var holder = desk.Source!.HolderOf(folder);
            if (holder.Look(folder) is not { } facts) return false;
            var placed = await desk.Destination.CreateFolderAsync(holder, folder, facts, cancellation).ConfigureAwait(false);
            desk.Wonder();
            desk.Score.IsCopyUnsure = true;
            desk.Index.Put(folder, facts, placed.Facts);
            settling.Add(new PlanItem(PlanStep.SettleFolder, PlanReason.Missing, folder, facts, null));
            return true;
        }
        catch (EntryException)
        {
            return false;
        }
    }

    async ValueTask SendAsync(PlanItem item)
    {
        var staged = await desk.Destination.StageAsync(
            desk.Source!.HolderOf(item.Path), item.Path, item.Source, item.Destination, desk.Score.AddBytes, cancellation).ConfigureAwait(false);
        staged.Tag = item;
        await group.AddAsync(staged).ConfigureAwait(false);
    }

    void Committed(StagedItem staged, EntryException? failure)
    {
        var item = (PlanItem)staged.Tag!;
        if (failure is not null)
        {
            // Under its name something may stand all the same.
            desk.Score.IsCopyUnsure = true;
            onFailed(item, failure);
            return;
        }
        // What stood there is given its attributes and owner by the run that lists it.
        if (staged.Placed.How != Placement.Written) desk.Score.IsCopyUnsure = true;
        Count(item, staged.Placed.How, staged.Placed.IsDeferred);
        desk.Score.AddStreamsLeft(staged.Placed.StreamsLeft);
        desk.Index.Put(staged);
    }

    /// <summary>The rows of items that are committed one by one are written together all the same.</summary>
    void FlushNowAndThen()
    {
        const int Rows = 256;
        if (Interlocked.Increment(ref committed) % Rows == 0) desk.Index.Flush();
    }

    void Count(PlanItem item, Placement how, bool isDeferred = false)
    {
        if (item.Source.Kind != EntryKind.Folder) desk.OnSuccess?.Invoke(item.Path, isDeferred || how == Placement.WasThere);
        if (isDeferred) desk.Score.AddDeferred();
        else if (how == Placement.Renamed) desk.Score.AddMoved();
        else if (how == Placement.WasThere) desk.Score.AddWasThere();
        else if (item.Step == PlanStep.Create) desk.Score.AddCopied();
        else desk.Score.AddUpdated();
    }

    /// <summary>An item that is gone from the source is no failure; all else is.</summary>
    ValueTask ResolveAsync(PlanItem item, EntryException failure)
    {
        if (failure.Problem == IoProblem.NotFound && failure.Operation is EntryOperation.Read or EntryOperation.List && IsGone(item))
            Vanished(item);
        else
            onFailed(item, failure);
        return default;
    }

    void Vanished(PlanItem item)
    {
        desk.Score.AddVanished();
        // Its row may say otherwise than what was found at the destination, and no run that goes by it would know better.
        if (item.Destination is not null) desk.Score.IsCopyUnsure = true;
    }

    bool IsGone(PlanItem item)
    {
        try
        {
            return desk.Source!.HolderOf(item.Path).Look(item.Path) is null;
        }
        catch (EntryException e)
        {
            return e.Problem == IoProblem.NotFound;
        }
    }
}
