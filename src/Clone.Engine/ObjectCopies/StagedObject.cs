using System.Collections.Generic;
using Clone.Engine.Blocks;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// A file that is to become an object when its item is committed: its contents in memory, or the parts that the service has.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="ETag">The ETag that the object will have; null where the service makes it otherwise.</param>
sealed record StagedObject(string Key, ObjectProperties Properties, string? ETag)
{
    /// <summary>The contents; null when they were sent in parts.</summary>
    public ObjectBody? Body { get; init; }

    /// <summary>The upload; null when the contents are in memory.</summary>
    public ObjectUpload? Upload { get; init; }

    /// <summary>The parts of the upload.</summary>
    public IReadOnlyList<UploadPart> Parts { get; init; } = [];

    /// <summary>Whether the service took some of them from the older object.</summary>
    public bool HasCopiedParts { get; init; }

    /// <summary>Whether the object has these contents already, so that its metadata alone are another matter.</summary>
    public bool IsSame { get; init; }

    /// <summary>Bytes that were sent, or will be.</summary>
    public long Sent { get; init; }

    /// <summary>The sums of the file's blocks; null when there are none.</summary>
    public BlockSums? Blocks { get; init; }
}
