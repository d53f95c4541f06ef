using System.Collections.Generic;
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
}
