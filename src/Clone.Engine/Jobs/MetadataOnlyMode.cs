namespace Clone.Engine.Jobs;

/// <summary>
/// What becomes of a file in an object store of which only the time, the attributes or the owner changed. A service cannot change
/// them alone: it must copy the object, which some charge for as for a new one.
/// </summary>
public enum MetadataOnlyMode
{
    /// <summary>The service copies the object onto itself; no contents are sent.</summary>
    Copy,

    /// <summary>Nothing, until the contents change too.</summary>
    Defer,
}
