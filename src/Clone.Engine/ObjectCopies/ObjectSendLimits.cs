namespace Clone.Engine.ObjectCopies;

/// <summary>How files are sent to an object store.</summary>
sealed record ObjectSendLimits
{
    /// <summary>The defaults.</summary>
    public static ObjectSendLimits Default { get; } = new();

    /// <summary>Files up to this length are read into memory and put in one request.</summary>
    public long WholeBytes { get; init; } = 8L << 20;

    /// <summary>Wished length of a part; larger ones where the service allows too few parts.</summary>
    public long PartBytes { get; init; } = 16L << 20;

    /// <summary>Parts of one file that are sent at once.</summary>
    public int PartsAtOnce { get; init; } = 6;

    /// <summary>Most bytes of small files that are in memory together.</summary>
    public long MemoryBytes { get; init; } = 64L << 20;

    /// <summary>Whether objects are listed ahead of the reader; else he waits for each page, and two runs over the same do the same steps.</summary>
    public bool ListsAhead { get; init; } = true;

    /// <summary>Objects between two bounds, as they are taken for the next listing: ten requests of a service that gives 1,000 a page.</summary>
    public int RangeObjects { get; init; } = 10_000;

    /// <summary>Objects that are put, or removed, at once.</summary>
    public int ObjectsAtOnce { get; init; } = 32;
}
