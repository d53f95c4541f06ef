using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Gives folders their facets when everything in them is done, the deepest first: writing in a folder moves its time,
/// and a folder's own mode may forbid to write in it. A run that is stopped does so too.
/// </summary>
sealed class SettleStage(RunDesk desk)
{
    /// <summary>Whether a folder that is touched counts as updated; one that was counted before does not.</summary>
    public Func<EntryPath, bool> Counts { get; init; } = _ => true;

    public async Task RunAsync(IEnumerable<PlanItem> folders)
    {
        foreach (var folder in folders)
        {
            try
            {
                var settled = await desk.Destination.SettleFolderAsync(
                    desk.Source!.HolderOf(folder.Path), folder.Path, folder.Source, desk.Planned.FacetsFor(EntryKind.Folder)).ConfigureAwait(false);
                desk.Score.AddStreamsLeft(settled.StreamsLeft);
                if (folder.Step == PlanStep.Touch && !folder.Source.Unreadable && Counts(folder.Path)) desk.Score.AddUpdated();
                if (!folder.Path.IsRoot) desk.Index.Put(folder.Path, folder.Source, settled.Facts);
            }
            catch (EntryException e) when (e.Problem == IoProblem.NotFound)
            {
                // The folder could not be made, which was counted, or is gone again.
                desk.Wonder();
            }
            catch (EntryException e)
            {
                desk.Fail(folder.Path, EntryKind.Folder, e);
            }
        }
    }
}
