namespace Clone.Engine.Objects;

/// <summary>The keys that begin with a prefix and lie between two bounds, by <see cref="KeyOrder"/>.</summary>
/// <param name="Prefix">What the keys begin with; empty for all.</param>
/// <param name="After">The keys come after this one; null for no bound.</param>
/// <param name="End">The keys come before this one; null for no bound.</param>
public sealed record KeyRange(string Prefix, string? After = null, string? End = null)
{
    /// <summary>All keys.</summary>
    public static KeyRange All { get; } = new("");

    /// <summary>Whether a key that has the prefix lies between the bounds.</summary>
    public bool Holds(string key) =>
        (After is null || KeyOrder.Instance.Compare(key, After) > 0) && (End is null || KeyOrder.Instance.Compare(key, End) < 0);
}
