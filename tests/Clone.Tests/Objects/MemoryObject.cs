using System.Collections.Generic;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>A version of an object in memory.</summary>
/// <param name="Info">Its facts, with metadata.</param>
/// <param name="Contents">Its contents.</param>
sealed record MemoryObject(ObjectInfo Info, byte[] Contents)
{
    /// <summary>The blocks of which it was made; none where it was put whole.</summary>
    public IReadOnlyList<MemoryBlock> Blocks { get; init; } = [];
}
