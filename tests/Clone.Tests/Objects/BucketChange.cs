namespace Clone.Tests.Objects;

/// <summary>One key of a bucket in memory is about to change.</summary>
/// <param name="Key">The key.</param>
/// <param name="Before">The newest version until now; null when there is none.</param>
/// <param name="After">What takes its place; null when it is removed.</param>
readonly record struct BucketChange(string Key, MemoryObject? Before, MemoryObject? After)
{
    /// <summary>The version that is removed for good; null when none is named.</summary>
    public string? VersionId { get; init; }
}
