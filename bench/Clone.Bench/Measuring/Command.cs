using System.Collections.Generic;

namespace Clone.Bench.Measuring;

/// <summary>A program with its arguments.</summary>
/// <param name="Program">Name, looked up on PATH, or path.</param>
/// <param name="Arguments">The arguments.</param>
sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>Variables beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string ToString() => Program + " " + string.Join(' ', Arguments);
}
