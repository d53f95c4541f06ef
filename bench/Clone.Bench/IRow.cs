using System.Collections.Generic;

namespace Clone.Bench;

/// <summary>One row of the table: the same work done by Clone and by its peers, in turn.</summary>
interface IRow
{
    /// <summary>What is measured.</summary>
    string Name { get; }

    /// <summary>Highest ratio of Clone's median time to the peer's that is aimed at.</summary>
    double Bar { get; }

    /// <summary>Highest peak memory of Clone in MB that is aimed at.</summary>
    int MemoryBar { get; }

    /// <summary>Makes the trees.</summary>
    void Prepare();

    /// <summary>The whole processes that are timed; Clone is the first.</summary>
    IReadOnlyList<Side> Sides { get; }

    /// <summary>Removes the trees.</summary>
    void Clean();
}
