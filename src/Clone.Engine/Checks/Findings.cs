using System.Collections.Generic;

namespace Clone.Engine.Checks;

/// <summary>Entries of one sort: how many there are, and the first few by name.</summary>
sealed class Findings
{
    const int MostNamed = 5;

    readonly List<string> first = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first few, for people.</summary>
    public string Names => string.Join(", ", first);

    /// <summary>Takes one down.</summary>
    public void Add(string name)
    {
        Count++;
        if (first.Count < MostNamed) first.Add(name);
    }
}
