using System;
using System.Collections.Generic;

namespace Clone.Engine.Machine;

/// <summary>What <c>node.json</c> holds.</summary>
sealed record NodeFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What the machine is for.</summary>
    public NodeRole Role { get; init; }

    /// <summary>Identity of the node.</summary>
    public Guid NodeId { get; init; }

    /// <summary>Random bytes in base64, hashed with each id so that the file tells nothing of the machine.</summary>
    public string? Salt { get; init; }

    /// <summary>SHA-256 of salt and id in hexadecimal, by the kind of id.</summary>
    public IReadOnlyDictionary<string, string>? Fingerprint { get; init; }

    /// <summary>When the node was made, UTC.</summary>
    public DateTimeOffset Created { get; init; }
}
