using System.Collections.Generic;
using System.Linq;

namespace Clone.Bench.Rows;

/// <summary>The rows there are.</summary>
static class AllRows
{
    static readonly Row[] Rows = [new UnchangedRow("unchanged-300k", files: 300_000, folders: 1_500, rsyncBar: 0.8)];

    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <summary>Those that the user named, or all.</summary>
    public static IEnumerable<Row> Chosen(BenchOptions options) =>
        Rows.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name));
}
