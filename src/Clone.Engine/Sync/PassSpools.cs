using System;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// The plan items of one pass that wait for their turn, and the names that it makes. Most runs have none of them, and
/// then no file is made.
/// </summary>
sealed class PassSpools : IDisposable
{
    readonly Lazy<IStateFile> file;
    int takenRetries;

    /// <summary>Makes the spools; the file is opened when something comes.</summary>
    public PassSpools(Func<IStateFile> open)
    {
        file = new Lazy<IStateFile>(open);
        Removals = SpoolOf("removals");
        Sweeps = SpoolOf("sweeps");
        Replacements = SpoolOf("replacements");
        Held = SpoolOf("held");
        Wanted = SpoolOf("wanted");
        Doubts = SpoolOf("doubts");
        Links = SpoolOf("links");
        Settling = SpoolOf("settling");
        Retries = SpoolOf("retries");
        RemovalRetries = SpoolOf("removalretries");
        Names = new NameLedger(() => file.Value.Table("names"));
    }

    /// <summary>What is to be removed.</summary>
    public Spool Removals { get; private set; }

    /// <summary>Temporary files that earlier runs left.</summary>
    public Spool Sweeps { get; private set; }

    /// <summary>Replacements that wait until the guard has seen them all.</summary>
    public Spool Replacements { get; private set; }

    /// <summary>Files held back until there is room.</summary>
    public Spool Held { get; private set; }

    /// <summary>New files that may be at the destination under another path, until everything has been compared.</summary>
    public Spool Wanted { get; private set; }

    /// <summary>Files that look as before but are others than they were.</summary>
    public Spool Doubts { get; private set; }

    /// <summary>Links that are made last.</summary>
    public Spool Links { get; private set; }

    /// <summary>Folders whose facets are set last.</summary>
    public Spool Settling { get; }

    /// <summary>What failed and is to be tried again.</summary>
    public Spool Retries { get; private set; }

    /// <summary>Removals that failed.</summary>
    public Spool RemovalRetries { get; private set; }

    /// <summary>The names that the run makes, where case is folded.</summary>
    public NameLedger Names { get; }

    /// <summary>Takes what is to be tried again; what fails once more goes to new spools.</summary>
    public (Spool Items, Spool Removals) TakeRetries()
    {
        var taken = (Retries, RemovalRetries);
        var number = new string('x', ++takenRetries);
        Retries = SpoolOf("retries" + number);
        RemovalRetries = SpoolOf("removalretries" + number);
        return taken;
    }

    /// <summary>The table that sorts a side.</summary>
    public ISortedTable SorterOf(bool source) => EmptyTable(source ? "sortedsource" : "sorteddestination");

    /// <summary>An empty table for the length of the pass.</summary>
    public ISortedTable EmptyTable(string name)
    {
        var table = file.Value.Table(name);
        table.Clear();
        return table;
    }

    /// <summary>Forgets the plan, to march anew.</summary>
    public void ForgetPlan()
    {
        foreach (var name in new[] { "removals", "sweeps", "replacements", "held", "wanted", "doubts", "links", "retries" }) file.Value.Table(name).Clear();
        Removals = SpoolOf("removals");
        Sweeps = SpoolOf("sweeps");
        Replacements = SpoolOf("replacements");
        Held = SpoolOf("held");
        Wanted = SpoolOf("wanted");
        Doubts = SpoolOf("doubts");
        Links = SpoolOf("links");
        Retries = SpoolOf("retries");
    }

    /// <summary>Forgets removals that were made.</summary>
    public void ForgetRemovals()
    {
        if (Removals.Count == 0) return;
        file.Value.Table("removals").Clear();
        Removals = SpoolOf("removals");
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        if (file.IsValueCreated) file.Value.Dispose();
    }

    Spool SpoolOf(string name) => new(() => file.Value.Table(name));
}
