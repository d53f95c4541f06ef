namespace Clone.Engine.Machine;

/// <summary>What a machine is for.</summary>
public enum NodeRole
{
    /// <summary>The server that people use.</summary>
    Master,

    /// <summary>The machine that holds the copy and can take over.</summary>
    Slave,
}
