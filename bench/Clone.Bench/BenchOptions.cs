using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Rows;

namespace Clone.Bench;

/// <summary>What the user asks for.</summary>
sealed record BenchOptions
{
    /// <summary>Fewer say nothing about a machine that does other things too.</summary>
    const int FewestRounds = 5;

    /// <summary>Names of rows; all when empty.</summary>
    public IReadOnlyList<string> Rows { get; private init; } = [];

    /// <summary>Timed runs of each side.</summary>
    public int Rounds { get; private init; } = FewestRounds;

    /// <summary>Trees are made smaller by this, to try the harness or a change; the page takes no such results.</summary>
    public int Divide { get; private init; } = 1;

    /// <summary>Where trees are made; null: artifacts/bench of the source tree.</summary>
    public string? Work { get; private init; }

    /// <summary>The page that takes the results; null for none.</summary>
    public string? Markdown { get; private init; }

    /// <summary>Reads the arguments; null when they make no sense, and why.</summary>
    public static BenchOptions? Parse(string[] arguments, out string complaint)
    {
        complaint = "Usage: [--row NAME]... [--rounds N, at least " + FewestRounds + "] [--work FOLDER] [--markdown FILE | --divide N], or: chunking\nRows: "
            + string.Join(", ", AllRows.Names);
        var options = new BenchOptions();
        var rows = new List<string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) return null;
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--row" when AllRows.Names.Contains(value): rows.Add(value); break;
                case "--rounds" when int.TryParse(value, out var rounds) && rounds >= FewestRounds: options = options with { Rounds = rounds }; break;
                case "--divide" when int.TryParse(value, out var divide) && divide > 0: options = options with { Divide = divide }; break;
                case "--work": options = options with { Work = Path.GetFullPath(value) }; break;
                case "--markdown": options = options with { Markdown = Path.GetFullPath(value) }; break;
                default: return null;
            }
        }

        return options is { Divide: > 1, Markdown: not null } ? null : options with { Rows = rows };
    }
}
