using System;

namespace Clone.Engine.Machine;

/// <summary>This machine as a node of Clone.</summary>
public sealed record NodeInfo
{
    /// <summary>What the machine is for.</summary>
    public NodeRole Role { get; init; }

    /// <summary>Identity of the node; tied to the machine, so that a copied virtual machine is another node.</summary>
    public Guid NodeId { get; init; }

    /// <summary>Version of the module.</summary>
    public string Version { get; init; } = "";

    /// <summary>Version of the format in which nodes exchange data; master and slave must have the same.</summary>
    public int DataVersion { get; init; }

    /// <summary>The folder with all state.</summary>
    public string DataPath { get; init; } = "";

    /// <summary>Name of the machine.</summary>
    public string ComputerName { get; init; } = "";
}
