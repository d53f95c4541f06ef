using Clone.Engine.State;

namespace Clone.Engine.ObjectCopies;

/// <summary>Where is kept, beside the index, what is known of a copy in an object store.</summary>
/// <param name="Objects">What the objects are, by the canonical key of their entries (<see cref="ObjectRecord"/>).</param>
/// <param name="Bounds">Keys that cut the listing into ranges of about the same size.</param>
/// <param name="Uploads">Uploads in parts that are under way, by the canonical key of their entries.</param>
/// <param name="Marks">What is to be done at the copy yet (<see cref="ObjectMemory.HasChanged"/>).</param>
sealed record ObjectTables(ISortedTable Objects, ISortedTable Bounds, ISortedTable Uploads, ISortedTable Marks)
{
    /// <summary>Tables that keep nothing.</summary>
    public static ObjectTables None { get; } = new(NoRows.Instance, NoRows.Instance, NoRows.Instance, NoRows.Instance);

    /// <summary>The tables of a state file.</summary>
    public static ObjectTables Of(IStateFile file) => new(file.Table("objects"), file.Table("bounds"), file.Table("uploads"), file.Table("marks"));
}
