namespace Clone.Engine.Destinations;

/// <summary>In which way an item came to its place.</summary>
public enum Placement
{
    /// <summary>Its contents were written.</summary>
    Written,

    /// <summary>It stood there in another case and was renamed.</summary>
    Renamed,

    /// <summary>It stood there already and agreed.</summary>
    WasThere,
}
