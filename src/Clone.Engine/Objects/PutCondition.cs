namespace Clone.Engine.Objects;

/// <summary>What must hold at a key for something to be put there; else the put fails and changes nothing.</summary>
public sealed record PutCondition
{
    PutCondition(bool ifAbsent, string? ifMatch)
    {
        IfAbsent = ifAbsent;
        IfMatch = ifMatch;
    }

    /// <summary>Nothing: the object is put or replaced.</summary>
    public static PutCondition None { get; } = new(ifAbsent: false, ifMatch: null);

    /// <summary>Nothing may lie there; the failure is AlreadyExists.</summary>
    public static PutCondition Absent { get; } = new(ifAbsent: true, ifMatch: null);

    /// <summary>Whether nothing may lie there.</summary>
    public bool IfAbsent { get; }

    /// <summary>The ETag that the object there must have; null for any.</summary>
    public string? IfMatch { get; }

    /// <summary>The object there must have this ETag; the failure is ChangedMeanwhile, or NotFound when nothing lies there.</summary>
    public static PutCondition Match(string eTag) => new(ifAbsent: false, eTag);
}
