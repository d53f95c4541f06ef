using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Live;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Engine.Restore;

/// <summary>Empties the folder that is restored into. It is listed as a whole before the first removal.</summary>
/// <param name="desk">The run; what cannot be removed is counted as a failure.</param>
/// <param name="destination">The folder.</param>
/// <param name="path">Its full path, for people.</param>
/// <param name="spools">Where the list waits.</param>
sealed class FolderCleaner(RunDesk desk, FolderDestination destination, string path, PassSpools spools)
{
    /// <summary>Removes everything in it.</summary>
    /// <exception cref="CloneException">Another volume is mounted in it (CloneRestoreTargetProtected); nothing was removed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        desk.Score.Phase = RunPhase.Deleting;
        var scope = new EntryScope(filters: null) { IsDestination = true };
        await foreach (var batch in destination.ListAsync(scope, OnUnreadable, cancellation).ConfigureAwait(false))
            for (var i = 0; i < batch.Count; i++) Add(batch.PathAt(i), batch.FactsAt(i), batch.ExclusionAt(i));
        var stage = new RemovalStage(desk, written: null, new WorkLimits { Workers = 2 }, (item, e) => desk.Fail(item.Path, item.Source.Kind, e));
        await stage.RunAsync(spools.Removals.Read(descending: true), cancellation).ConfigureAwait(false);
        spools.ForgetRemovals();
    }

    void Add(EntryPath entry, in EntryFacts facts, Exclusion exclusion)
    {
        if (exclusion == Exclusion.Reserved) return;
        if (facts.Kind == EntryKind.Folder && exclusion == Exclusion.None && destination.IsVolumeRoot(entry))
            throw new CloneException(ErrorId.CloneRestoreTargetProtected, path, Text.Format("Reason.TargetMounted", entry.ToString()));
        spools.Removals.Add(new PlanItem(PlanStep.Remove, PlanReason.NotAtSource, entry, facts, facts));
    }

    void OnUnreadable(EntryPath folder, EntryException e) => desk.Fail(folder, EntryKind.Folder, e);
}
