using System;
using Clone.Engine.Disks;
using Clone.Engine.Folders;
using Clone.Engine.Machine;
using Clone.Engine.State;
using Clone.Engine.Sync;

namespace Clone.Engine;

/// <summary>What a <see cref="CloneNode"/> works with.</summary>
public sealed record NodeOptions
{
    /// <summary>The third-party libraries.</summary>
    public required IAdapters Adapters { get; init; }

    /// <summary>Version of the module.</summary>
    public required string Version { get; init; }

    /// <summary>Full path of the state folder; null for the environment variable CLONE_HOME, else the platform's place.</summary>
    public string? Home { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How folders are opened.</summary>
    public FolderPlatform Platform { get; init; } = FolderPlatform.OfThisMachine();

    /// <summary>Which volumes are there.</summary>
    public DiskPlatform Disks { get; init; } = DiskPlatform.OfThisMachine();

    /// <summary>What tells this machine from others; null for the ids of the machine itself.</summary>
    public IMachineFingerprint? Machine { get; init; }

    /// <summary>How much of a run goes at once.</summary>
    internal WorkLimits Work { get; init; } = new();

    /// <summary>Tells this start of the machine from others.</summary>
    internal string Boot { get; init; } = BootId.Read();
}
