using System;
using Clone.Engine.Machine;

namespace Clone.Cmdlets.Objects;

/// <summary>This machine as a node of Clone, as Get-CloneNode shows it.</summary>
public sealed record CloneNodeInfo
{
    /// <summary>What the machine is for: Master or Slave.</summary>
    public string Role { get; init; } = "";

    /// <summary>Identity of the node; tied to the machine.</summary>
    public Guid NodeId { get; init; }

    /// <summary>Version of the module.</summary>
    public string Version { get; init; } = "";

    /// <summary>Version of the format in which nodes exchange data.</summary>
    public int DataVersion { get; init; }

    /// <summary>The folder with all state.</summary>
    public string DataPath { get; init; } = "";

    /// <summary>Name of the machine.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>The name of the machine.</summary>
    public override string ToString() => ComputerName;

    internal static CloneNodeInfo Of(NodeInfo node) => new()
    {
        Role = node.Role.ToString(),
        NodeId = node.NodeId,
        Version = node.Version,
        DataVersion = node.DataVersion,
        DataPath = node.DataPath,
        ComputerName = node.ComputerName,
    };
}
