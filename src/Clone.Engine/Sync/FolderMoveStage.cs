using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;

namespace Clone.Engine.Sync;

/// <summary>
/// Moves whole folders at the destination that were moved at the source. When the march meets one it stops, the folder is
/// moved and its rows get their new keys, and the march begins anew: what lies in a moved folder is compared as ever. Where
/// one was moved others may have been: when the march meets a second one, the source is walked for all of them at once.
/// </summary>
/// <param name="desk">What to work with.</param>
/// <param name="options">The job, and what is known of folders wherever they are.</param>
sealed class FolderMoveStage(RunDesk desk, PassOptions options)
{
    /// <summary>A folder may wait for another to leave its place; whatever is left after so many walks is moved file by file.</summary>
    const int MostWalks = 8;

    /// <summary>In so many folders others are looked for beside one that is gone: mostly it has another name in the same folder.</summary>
    const int MostLooks = 16;

    readonly HashSet<EntryPath> refused = [];
    readonly HashSet<EntryPath> moved = [];
    readonly Dictionary<(ulong FileId, long Created), (EntryPath Path, EntryFacts Facts)> beside = [];
    (EntryPath Path, EntryFacts Facts)? met;
    EntryPath? looked;
    EntryPath? gone;
    bool hasMovedOne;
    int looks;
    int walks;

    /// <summary>What was kept of earlier runs lies under single paths: where files are kept, they are moved one by one.</summary>
    bool IsOn => options.Moves is not null && desk.Destination.Capabilities.MovesFolders && options.Job.KeepDeleted == 0 && walks < MostWalks;

    /// <summary>
    /// Whether a step of the plan concerns a folder that is at the destination under another path. One that is gone from the
    /// source is looked for where it was, so that not all that lies in it is compared for nothing.
    /// </summary>
    public async ValueTask<bool> FindsAsync(PlanItem item, CancellationToken cancellation)
    {
        if (item.Source.Kind != EntryKind.Folder || !IsOn) return false;
        (EntryPath Path, EntryFacts Facts)? there = item.Step switch
        {
            PlanStep.Create or PlanStep.Touch or PlanStep.Observe => (item.Path, item.Source),
            PlanStep.Remove => await FindBesideAsync(item, cancellation).ConfigureAwait(false),
            _ => null,
        };
        if (there is not { } known || Find(known.Path, known.Facts) is null) return false;
        met = known;
        return true;
    }

    async ValueTask<(EntryPath Path, EntryFacts Facts)?> FindBesideAsync(PlanItem item, CancellationToken cancellation)
    {
        if (desk.Source is null || (gone is { } above && item.Path.IsWithin(above))) return null;
        gone = item.Path;
        if (item.Former is not { FileId: not 0, Created: not 0 } former) return null;
        var folder = item.Path.Parent;
        if (looked != folder)
        {
            if (looks++ >= MostLooks) return null;
            looked = folder;
            beside.Clear();
            await foreach (var batch in desk.Source.ListAsync(options.SourceScope.In(folder), (_, _) => { }, cancellation).ConfigureAwait(false))
                for (var i = 0; i < batch.Count; i++)
                    if (batch.FactsAt(i).Kind == EntryKind.Folder && batch.ExclusionAt(i) == Exclusion.None && batch.PathAt(i).Parent == folder)
                        beside[(batch.FactsAt(i).FileId, batch.FactsAt(i).Created)] = (batch.PathAt(i), batch.FactsAt(i));
        }
        return beside.TryGetValue((former.FileId, former.Created), out var found) ? found : null;
    }

    /// <summary>Whether a folder was moved to that path.</summary>
    public bool HasMoved(EntryPath path) => moved.Contains(path);

    /// <summary>Moves the folder that the march met, or all that were moved.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        (looked, gone) = (null, null);
        if (!hasMovedOne && met is { } one && Find(one.Path, one.Facts) is { } former)
        {
            hasMovedOne = true;
            if (await MoveAsync(former.Path, one.Path, former.Row).ConfigureAwait(false)) return;
        }
        var stayed = new List<EntryPath>();
        int done;
        do
        {
            walks++;
            done = 0;
            stayed.Clear();
            await foreach (var batch in desk.Source!.ListAsync(options.SourceScope, (_, _) => { }, cancellation).ConfigureAwait(false))
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    if (batch.FactsAt(i).Kind != EntryKind.Folder || batch.ExclusionAt(i) != Exclusion.None) continue;
                    var path = batch.PathAt(i);
                    if (Find(path, batch.FactsAt(i)) is not { } found) continue;
                    if (await MoveAsync(found.Path, path, found.Row).ConfigureAwait(false)) done++;
                    else stayed.Add(path);
                }
            }
        }
        while (done > 0 && stayed.Count > 0 && walks < MostWalks);
        refused.UnionWith(stayed);
    }

    async ValueTask<bool> MoveAsync(EntryPath from, EntryPath to, IndexRow row)
    {
        EntryFacts? stored = null;
        desk.Score.Current = to;
        await desk.Destination
            .MoveAsync([new EntryMove(from, to, row.Destination, Replaces: false)], (_, facts) => stored = facts).ConfigureAwait(false);
        if (stored is null)
        {
            // What was said to have failed may have taken effect.
            desk.Score.IsCopyUnsure = true;
            return false;
        }
        desk.Index.MoveFolder(from, to);
        await LookAgainAsync(from.Parent).ConfigureAwait(false);
        await LookAgainAsync(to.Parent).ConfigureAwait(false);
        desk.Score.AddMoved();
        moved.Add(to);
        return true;
    }

    /// <summary>The folders that lost and gained it have other times now, which a march that goes by their rows must know.</summary>
    async ValueTask LookAgainAsync(EntryPath folder)
    {
        if (folder.IsRoot || options.Moves!.Entries.Get(EntryOrder.Key(folder, EntryKind.Folder)) is not { } bytes) return;
        if (!IndexRow.TryRead(bytes, out var row) || await desk.Destination.LookAsync(folder).ConfigureAwait(false) is not { } now) return;
        desk.Index.Put(folder, row.Source, now);
        desk.Index.Flush();
    }

    (EntryPath Path, IndexRow Row)? Find(EntryPath path, in EntryFacts facts) => refused.Contains(path)
        ? null
        : options.Moves!.FindFolder(path, facts, desk.Source!, desk.Destination.Capabilities.FoldsCase);
}
