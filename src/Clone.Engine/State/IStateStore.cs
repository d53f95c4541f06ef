namespace Clone.Engine.State;

/// <summary>Opens files of state. Implemented over SQLite by the adapters.</summary>
public interface IStateStore
{
    /// <summary>
    /// Opens a file of state that must survive crashes, or makes it. It holds its format version; a newer one is
    /// refused (CloneStateTooNew), a file that is no state file or is damaged likewise (CloneStateDamaged).
    /// </summary>
    /// <param name="path">Full path of the file; its folder exists.</param>
    /// <param name="kind">What the file holds, such as "index"; a file of another kind is refused as damaged.</param>
    /// <param name="version">The newest format version that the caller understands, from 1.</param>
    IStateFile Open(string path, string kind, int version);

    /// <summary>
    /// Makes a file that lives only as long as one run: nothing is flushed, and it is deleted when it is closed.
    /// </summary>
    IStateFile CreateTemporary(string path);
}
