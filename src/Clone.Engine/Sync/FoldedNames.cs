using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>
/// A preview where case is folded. What is missing under its name may stand there in another case, and the run renames
/// it; it is no removal then, so removals wait until all that the run makes is known.
/// </summary>
sealed class FoldedNames(SourceFolder source, SourceFolder copy, DestinationCapabilities capabilities, PassSpools spools)
{
    readonly NameClaim claim = new(capabilities);
    EntryPath? missing;

    /// <summary>Takes a step of the plan down.</summary>
    public void Note(PlanItem item)
    {
        if (item.Step == PlanStep.Create) spools.Names.Add(item.Path, item.Source.Kind);
    }

    /// <summary>Whether the run gives the name back in another case, so that it is no removal.</summary>
    public bool Spares(PlanItem removal) => spools.Names.Holds(removal.Path, removal.Source.Kind);

    /// <summary>In which way an item that is missing under its name would come to its place.</summary>
    public Placement Foresee(PlanItem item)
    {
        var parent = item.Path.Parent;
        if (missing is { } gone && parent.IsWithin(gone)) return Placement.Written;
        try
        {
            using var folder = copy.OpenFolder(parent);
            return claim.Foresee(source, folder.Folder, item.Path, item.Source);
        }
        catch (EntryException e)
        {
            if (e.Problem == IoProblem.NotFound) missing = parent;
            return Placement.Written;
        }
    }
}
