using System.Collections.Generic;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>An upload in parts to memory.</summary>
/// <param name="Upload">Its name.</param>
/// <param name="Properties">Those of the object to be.</param>
sealed record MemoryUpload(ObjectUpload Upload, ObjectProperties Properties)
{
    public SortedDictionary<int, byte[]> Parts { get; } = [];
}
