using System;
using Clone.Engine.Entries;

namespace Clone.Engine.ObjectCopies;

/// <summary>A file that a copy in an object store held at an earlier time, and still keeps.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Facts">What is known of it.</param>
/// <param name="AsOf">The last time as of which it can be restored.</param>
sealed record KeptObject(EntryPath Path, EntryFacts Facts, DateTimeOffset AsOf);
