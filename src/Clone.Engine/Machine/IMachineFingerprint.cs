using System.Collections.Generic;

namespace Clone.Engine.Machine;

/// <summary>What tells this machine from others, also from those that were cloned from it.</summary>
public interface IMachineFingerprint
{
    /// <summary>
    /// The ids of the machine by their kind, such as <c>machineId</c>. One that the account may not read, or that the
    /// machine does not have, is left out.
    /// </summary>
    IReadOnlyDictionary<string, string> Read();
}
