using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>The plan items of one pass that wait for their turn, and the names that it makes.</summary>
sealed class PassSpools(IStateFile file)
{
    /// <summary>What is to be removed.</summary>
    public Spool Removals { get; private set; } = new(() => file.Table("removals"));

    /// <summary>Temporary files that earlier runs left.</summary>
    public Spool Sweeps { get; private set; } = new(() => file.Table("sweeps"));

    /// <summary>Files held back until there is room.</summary>
    public Spool Held { get; private set; } = new(() => file.Table("held"));

    /// <summary>Folders whose facets are set last.</summary>
    public Spool Settling { get; private set; } = new(() => file.Table("settling"));

    /// <summary>What failed once.</summary>
    public Spool Retries { get; } = new(() => file.Table("retries"));

    /// <summary>Removals that failed once.</summary>
    public Spool RemovalRetries { get; } = new(() => file.Table("removalretries"));

    /// <summary>The names that the run makes, where case is folded.</summary>
    public NameLedger Names { get; } = new(() => file.Table("names"));

    /// <summary>The table that sorts a side.</summary>
    public ISortedTable SorterOf(bool source)
    {
        var table = file.Table(source ? "sortedsource" : "sorteddestination");
        table.Clear();
        return table;
    }

    /// <summary>Forgets the plan, to march anew.</summary>
    public void ForgetPlan()
    {
        foreach (var name in new[] { "removals", "sweeps", "held" }) file.Table(name).Clear();
        Removals = new(() => file.Table("removals"));
        Sweeps = new(() => file.Table("sweeps"));
        Held = new(() => file.Table("held"));
    }
}
