namespace Clone.Engine.Objects;

/// <summary>What a request asks of an object service, as its price lists tell them apart.</summary>
public enum RequestKind
{
    /// <summary>A page of a listing, of objects, versions, uploads or parts.</summary>
    List,

    /// <summary>Facts of an object or of the place.</summary>
    Look,

    /// <summary>Contents.</summary>
    Get,

    /// <summary>An object in one request.</summary>
    Put,

    /// <summary>A copy inside the service, of an object or a part.</summary>
    Copy,

    /// <summary>A part or block.</summary>
    Part,

    /// <summary>Beginning, completing or giving up an upload.</summary>
    Upload,

    /// <summary>One or many deletions.</summary>
    Delete,

    /// <summary>A request of an archived object.</summary>
    Archive,
}
