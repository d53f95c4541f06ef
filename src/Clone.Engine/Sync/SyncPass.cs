using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Live;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// One pass over source and destination: march, transfers meanwhile, then the guard, removals, second try, folder
/// times and flush. When the destination lacks the room for the whole plan, files are held back until what is too
/// much has been removed.
/// </summary>
sealed class SyncPass
{
    /// <summary>Room that is left free at the destination.</summary>
    public const long ReserveBytes = 16L << 20;

    readonly RunDesk desk;
    readonly PassOptions options;
    readonly ISortedTable index;
    readonly PassSpools spools;
    readonly RetryStage retries;
    readonly MovePlan moves;
    readonly FileMoveStage fileMoves;
    readonly FolderMoveStage folderMoves;
    readonly HashSet<EntryPath> unreadable = [];
    readonly HashSet<EntryPath> failedBefore = [];
    long sentBeforeMarch;
    bool sortsSource;
    bool sortsDestination;

    /// <summary>Makes the pass.</summary>
    public SyncPass(RunDesk desk, PassOptions options, ISortedTable index, PassSpools spools)
    {
        this.desk = desk;
        this.options = options;
        this.index = index;
        this.spools = spools;
        retries = new RetryStage(desk, spools, options, TransferAsync);
        moves = new MovePlan(spools, options.Moves, desk.Destination.Capabilities);
        fileMoves = new FileMoveStage(desk, moves, spools, retries.OnFailed);
        folderMoves = new FolderMoveStage(desk, options);
    }

    /// <summary>What the planner counted.</summary>
    public PlanCounts Counts { get; private set; } = new();

    /// <summary>What the guard said; it has said nothing before the march is over.</summary>
    public GuardVerdict Verdict { get; private set; } = new();

    /// <summary>What the pass did when it was cancelled; null while it was not.</summary>
    public RunPhase? StoppedIn { get; private set; }

    /// <summary>True when the destination was listed, and to its end.</summary>
    public bool HasListedCopy { get; private set; }

    /// <summary>Entries that needed nothing.</summary>
    public long Skipped => Math.Max(0, Counts.Unchanged + desk.Score.WasThere + desk.Score.Deferred - sentBeforeMarch);

    /// <summary>Runs to the end, or until it is cancelled; what was begun is brought to an end in good order.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            desk.Score.Phase = RunPhase.Copying;
            await TryFailedAsync(cancellation).ConfigureAwait(false);
            await MarchAsync(cancellation).ConfigureAwait(false);
            moves.Resolve();
            Judge();
            if (!await fileMoves.RunAsync(Verdict.RefusesReplacements, cancellation).ConfigureAwait(false)) Judge();
            await WorkOffAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            StoppedIn = desk.Score.Phase;
            retries.GiveUp();
            await FinishAsync().ConfigureAwait(false);
            throw;
        }
        await FinishAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// What the last run could not transfer comes first, while whoever was in the way may be gone. What fails here is
    /// met again, and told of, by the march. Replacements wait for the guard as all do, and are then the first of them.
    /// </summary>
    async Task TryFailedAsync(CancellationToken cancellation)
    {
        if (options.Failed is not { } failed || desk.Planned.Mode == SyncMode.Full || desk.Source is null) return;
        var selection = failed.Read();
        if (selection.Count == 0) return;
        var source = desk.Source.ListAsync(options.SourceScope.With(selection), (_, _) => { }, cancellation);
        var destination = desk.Destination.ListAsync(options.DestinationScope.With(selection), (_, _) => { }, cancellation);
        var march = new March(source, destination, index: null, NewPlanner());
        var transfers = NewTransfers((_, _) => { }, cancellation);
        await using var _ = transfers.ConfigureAwait(false);
        try
        {
            await foreach (var item in march.ReadAsync(cancellation).ConfigureAwait(false))
            {
                if (item.Step is not (PlanStep.Create or PlanStep.Replace or PlanStep.SettleFolder)) continue;
                if (IsGuarded(item) && failedBefore.Add(item.Path)) continue;
                if (item.Step != PlanStep.SettleFolder) desk.Score.AddPlanned(item.Source.Kind == EntryKind.File ? item.Source.Size : 0);
                if (item.Step == PlanStep.Create && desk.Destination.Capabilities.FoldsCase) spools.Names.Add(item.Path, item.Source.Kind);
                await transfers.TakeAsync(item).ConfigureAwait(false);
            }
        }
        catch (OrderViolationException)
        {
            // The march will sort that side, and come to these items in its order.
        }
        await transfers.CompleteAsync().ConfigureAwait(false);
        sentBeforeMarch = Sent;
        desk.Score.ForgetPlan();
    }

    async Task MarchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (await MarchOnceAsync(cancellation).ConfigureAwait(false)) break;
                await folderMoves.RunAsync(cancellation).ConfigureAwait(false);
            }
            catch (OrderViolationException e) when (!(e.IsSource ? sortsSource : sortsDestination))
            {
                sortsSource |= e.IsSource;
                sortsDestination |= !e.IsSource;
            }
            ForgetMarch();
        }
    }

    /// <summary>The march begins anew: what it has done by then it finds in its place.</summary>
    void ForgetMarch()
    {
        sentBeforeMarch = Sent;
        desk.Score.ForgetPlan();
        retries.Forget();
        fileMoves.Forget();
        spools.ForgetPlan();
    }

    long Sent => desk.Score.Copied + desk.Score.Updated + desk.Score.Moved + desk.Score.WasThere;

    /// <returns>False when it stopped before a folder that is at the destination under another path.</returns>
    async Task<bool> MarchOnceAsync(CancellationToken cancellation)
    {
        var planner = NewPlanner();
        Counts = planner.Counts;
        HasListedCopy = !desk.Planned.ListsIndex;
        using var known = desk.Planned.ListsIndex
            ? new IndexListing(index.Read(), options.DestinationScope, options.IsInVolumeRoot)
            : null;
        using var rows = known?.Rows ?? index.Read();
        var destination = known ?? List(source: false, cancellation);
        var march = new March(List(source: true, cancellation), destination, rows, planner);
        var room = new RoomGate(desk.Destination.FreeBytes() - ReserveBytes);
        var transfers = NewTransfers(retries.OnFailed, cancellation);
        await using var _ = transfers.ConfigureAwait(false);
        await foreach (var item in march.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (await folderMoves.FindsAsync(item, cancellation).ConfigureAwait(false)) return false;
            await TakeAsync(item, transfers, room).ConfigureAwait(false);
        }
        desk.Score.PlanKnown = true;
        await transfers.CompleteAsync().ConfigureAwait(false);
        return true;
    }

    async ValueTask TakeAsync(PlanItem item, TransferStage transfers, RoomGate room)
    {
        switch (item.Step)
        {
            case PlanStep.Remove:
                spools.Removals.Add(item);
                moves.Note(item);
                return;
            case PlanStep.Sweep:
                if (!options.Names.IsOfThisRun(item.Path.Name)) spools.Sweeps.Add(item);
                return;
            case PlanStep.Doubt when moves.IsOn:
                Keep(item, spools.Doubts);
                return;
            case PlanStep.Observe or PlanStep.Doubt:
                if (item.Source.Kind != EntryKind.Folder) desk.OnSuccess?.Invoke(item.Path, true);
                desk.Index.Put(item.Path, item.Source, item.Destination!.Value);
                return;
            case PlanStep.Forget:
                desk.Index.Delete(item.Key);
                return;
            case PlanStep.SettleFolder when !options.Settles(item.Path):
            case PlanStep.Touch when item.Source.Kind == EntryKind.Folder && !options.Settles(item.Path):
                return;
            case PlanStep.SettleFolder:
                await transfers.TakeAsync(item).ConfigureAwait(false);
                return;
        }
        var size = item.Step != PlanStep.Touch && item.Source.Kind == EntryKind.File ? item.Source.Size : 0;
        desk.Score.AddPlanned(size);
        if (item.Step == PlanStep.Create && desk.Destination.Capabilities.FoldsCase) spools.Names.Add(item.Path, item.Source.Kind);
        if (options.LinksLast && item.Source.Kind == EntryKind.Link && item.Step != PlanStep.Touch) spools.Links.Add(item);
        else if (moves.Holds(item)) Keep(item, spools.Wanted);
        else if (size > 0 && !room.Admits(size)) spools.Held.Add(item);
        else if (IsGuarded(item)) Keep(item, spools.Replacements);
        else await transfers.TakeAsync(item).ConfigureAwait(false);
    }

    void Keep(PlanItem item, Spool spool)
    {
        spool.Add(item);
        moves.Note(item);
    }

    void Judge()
    {
        var isGone = desk.Source is null || options.SourceIsGone();
        var changes = Guard.JudgeReplacements(Question(isGone, spools.Removals.Count - moves.Spared));
        var refusal = Guard.JudgeRemovals(Question(isGone, spools.Removals.Count - moves.Spared));
        var removals = 0L;
        if (refusal is not null || changes is not null)
        {
            removals = Removals().LongCount();
            refusal = Guard.JudgeRemovals(Question(isGone, removals)) ?? changes;
        }
        Verdict = refusal is null ? new GuardVerdict() : new GuardVerdict
        {
            Refusal = refusal,
            RefusesReplacements = changes is not null,
            Removals = removals,
            WouldRemove = First(Removals()),
            Replacements = changes is null ? 0 : Counts.Replacements,
            WouldReplace = changes is null ? [] : First(spools.Replacements.Read().Concat(spools.Held.Read().Where(IsGuarded))),
        };
    }

    GuardQuestion Question(bool sourceIsGone, long removals) => new(
        options.Job, options.DestinationName, sourceIsGone, options.VolumeChanged,
        Counts.TakenEntries, Counts.DestinationEntries, removals, options.IsForced, options.BeganWithoutSource, Counts.Replacements, Counts.KnownFiles);

    static string[] First(IEnumerable<PlanItem> items) => items.Take(RunScore.MostNamed).Select(i => i.Path.ToString()).ToArray();

    /// <summary>A replacement that waits for the guard.</summary>
    bool IsGuarded(PlanItem item) => item.Step == PlanStep.Replace && !options.IsForced && desk.Planned.Guards(item.Reason);

    /// <summary>The planned removals, without names that the run gives back in another case, and without what it moves.</summary>
    IEnumerable<PlanItem> Removals() =>
        spools.Removals.Read().Where(item => Ledger?.Holds(item.Path, item.Source.Kind) != true && !fileMoves.Spares(item));

    async Task WorkOffAsync(CancellationToken cancellation)
    {
        await TransferAsync(Admitted(spools.Wanted.Read()), retries.OnFailed, cancellation).ConfigureAwait(false);
        if (!Verdict.RefusesReplacements)
        {
            await TransferAsync(Admitted(Replacements(failedBefore: true)), retries.OnFailed, cancellation).ConfigureAwait(false);
            await TransferAsync(Admitted(Replacements(failedBefore: false)).Concat(Doubtful()), retries.OnFailed, cancellation).ConfigureAwait(false);
        }
        await RemoveAsync(cancellation).ConfigureAwait(false);
        if (spools.Held.Count > 0)
        {
            desk.Score.Phase = RunPhase.Copying;
            var held = spools.Held.Read().Where(item => !Verdict.RefusesReplacements || !IsGuarded(item));
            await TransferAsync(held, retries.OnFailed, cancellation).ConfigureAwait(false);
        }
        await RetryAsync(cancellation).ConfigureAwait(false);
        if (spools.Links.Count == 0) return;
        desk.Score.Phase = RunPhase.Copying;
        await TransferAsync(spools.Links.Read(), (item, e) => desk.Fail(item.Path, EntryKind.Link, e), cancellation).ConfigureAwait(false);
    }

    /// <summary>What looks as before, but was seen under another path, and could not be moved from there.</summary>
    IEnumerable<PlanItem> Doubtful()
    {
        foreach (var item in spools.Doubts.Read())
        {
            if (moves.MoveTo(item) is null)
            {
                desk.Index.Put(item.Path, item.Source, item.Destination!.Value);
                continue;
            }
            Counts.Unchanged--;
            if (fileMoves.HasMoved(item)) continue;
            desk.Score.AddPlanned(item.Source.Size);
            yield return item with { Step = PlanStep.Replace };
        }
    }

    IEnumerable<PlanItem> Replacements(bool failedBefore) => failedBefore && this.failedBefore.Count == 0
        ? []
        : spools.Replacements.Read().Where(item => this.failedBefore.Contains(item.Path) == failedBefore);

    /// <summary>What of some items is to be sent and has room; the rest of them is held back until the removals are made.</summary>
    IEnumerable<PlanItem> Admitted(IEnumerable<PlanItem> items)
    {
        var room = new RoomGate(desk.Destination.FreeBytes() - ReserveBytes);
        foreach (var item in items)
        {
            if (fileMoves.HasMoved(item)) continue;
            if (room.Admits(item.Source.Size)) yield return item;
            else spools.Held.Add(item);
        }
    }

    async Task RemoveAsync(CancellationToken cancellation)
    {
        desk.Score.Phase = RunPhase.Deleting;
        var stage = new RemovalStage(desk, Ledger, options.Work, retries.OnRemovalFailed) { OnHeld = spools.RemovalRetries.Add };
        await stage.RunAsync(spools.Sweeps.Read(descending: true), cancellation).ConfigureAwait(false);
        if (Verdict.Refusal is null)
            await stage.RunAsync(spools.Removals.Read(descending: true).Where(item => !fileMoves.Spares(item)), cancellation).ConfigureAwait(false);
    }

    async Task RetryAsync(CancellationToken cancellation)
    {
        desk.Score.Phase = RunPhase.Retrying;
        await retries.RunAsync(
            (onFailed, onHeld) => new RemovalStage(desk, Ledger, options.Work with { Workers = Math.Min(1, options.Work.Workers) }, onFailed) { OnHeld = onHeld },
            cancellation).ConfigureAwait(false);
    }

    async Task TransferAsync(
        IEnumerable<PlanItem> items, Action<PlanItem, EntryException> onFailed, CancellationToken cancellation)
    {
        using var some = items.GetEnumerator();
        if (!some.MoveNext()) return;
        var transfers = NewTransfers(onFailed, cancellation);
        await using var _ = transfers.ConfigureAwait(false);
        do await transfers.TakeAsync(some.Current).ConfigureAwait(false);
        while (some.MoveNext());
        await transfers.CompleteAsync().ConfigureAwait(false);
    }

    async Task FinishAsync()
    {
        desk.Score.Phase = RunPhase.Finishing;
        if (desk.Source is not null)
            await new SettleStage(desk) { Counts = CountsAsUpdated }.RunAsync(spools.Settling.Read(descending: true)).ConfigureAwait(false);
        if (desk.Score.Planned + desk.Score.Moved > 0 || spools.Removals.Count > 0 || spools.Settling.Count > 0)
            await desk.Destination.FlushAsync().ConfigureAwait(false);
        desk.Index.Flush();
    }

    /// <summary>A folder that was moved or made counts as that alone. It was not found unchanged, so nothing is taken off for it there.</summary>
    bool CountsAsUpdated(EntryPath folder)
    {
        if (!folderMoves.HasMoved(folder) && !desk.Made.Contains(folder)) return true;
        sentBeforeMarch--;
        return false;
    }

    Planner NewPlanner()
    {
        var there = desk.Destination.LookAtRoot();
        return new Planner(desk.Planned, desk.Source?.LookAtRoot() ?? there, there);
    }

    TransferStage NewTransfers(Action<PlanItem, EntryException> onFailed, CancellationToken cancellation) =>
        new(desk, spools.Settling, options.Work, onFailed, cancellation);

    NameLedger? Ledger => desk.Destination.Capabilities.FoldsCase ? spools.Names : null;

    IAsyncEnumerable<EntryBatch> List(bool source, CancellationToken cancellation)
    {
        if (source && desk.Source is null) return NoEntries.Instance;
        var listing = source
            ? desk.Source!.ListAsync(options.SourceScope, OnUnreadableSource, cancellation)
            : desk.Destination.ListAsync(options.DestinationScope, OnUnreadableCopy, cancellation);
        // Where size and time prove nothing, a march that begins anew would send once more what was sent.
        var sorts = source ? sortsSource : sortsDestination || (!desk.Planned.TrustsSizeAndTime && desk.Destination.Capabilities.MayListUnsorted);
        return sorts ? SortedListing.ReadAsync(listing, spools.SorterOf(source), cancellation) : listing;
    }

    /// <summary>A folder that is gone when its turn comes is no failure; what lies below its name at the destination stays this time.</summary>
    void OnUnreadableSource(EntryPath folder, EntryException e)
    {
        if (e.Problem != IoProblem.NotFound) OnUnreadable(folder, e);
        else if (unreadable.Add(folder)) desk.Score.AddVanished();
    }

    void OnUnreadableCopy(EntryPath folder, EntryException e)
    {
        HasListedCopy = false;
        // Rows of what lies there may be forgotten for want of it.
        desk.Score.IsCopyUnsure = true;
        OnUnreadable(folder, e);
    }

    /// <summary>A folder that cannot be listed fails once, however often the march begins anew.</summary>
    void OnUnreadable(EntryPath folder, EntryException e)
    {
        if (unreadable.Add(folder)) desk.Fail(folder, EntryKind.Folder, e);
    }
}
