namespace Clone.Engine.Objects;

/// <summary>Whether an object can be read now.</summary>
public enum ArchiveState
{
    /// <summary>At once.</summary>
    None,

    /// <summary>It lies in an archive and must be requested first.</summary>
    Archived,

    /// <summary>It was requested and is on its way.</summary>
    Requested,

    /// <summary>It lies in an archive, and a copy can be read for some days.</summary>
    Available,
}
