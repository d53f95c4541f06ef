using System;
using Clone.Engine.Entries;

namespace Clone.Engine.Restore;

/// <summary>Something that lies in a copy.</summary>
/// <param name="CopyPath">Full path of the copy.</param>
/// <param name="Path">Path relative to the copy, '/' between the parts.</param>
/// <param name="Facts">What is known of it.</param>
public sealed record CopyItem(string CopyPath, string Path, EntryFacts Facts)
{
    /// <summary>The time as of which the copy held it; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
