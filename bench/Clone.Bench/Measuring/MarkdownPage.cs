using System;
using System.IO;
using Clone.Bench.Machines;
using Clone.Bench.Rows;

namespace Clone.Bench.Measuring;

/// <summary>The page of results: one section a row, each replaced when its row is measured again.</summary>
static class MarkdownPage
{
    const string Start = """
        # Benchmarks

        Written by `build.ps1 -Task Bench --markdown docs/benchmarks.md`. The sides of a row run in turn; times are of whole
        processes, from their start to their end, after one run that is not counted. Memory is the largest resident size of any
        process of the side.

        """;

    public static void Put(string path, Row row, string table, Machine machine)
    {
        var page = File.Exists(path) ? File.ReadAllText(path) : Start;
        var begin = $"<!-- row {row.Name} -->\n";
        const string end = "<!-- end -->\n";
        var section = $"{begin}## {row.Title}\n\n{row.About}\n\n{table}\n{machine}\n{end}";
        var at = page.IndexOf(begin, StringComparison.Ordinal);
        if (at < 0)
        {
            page += "\n" + section;
        }
        else
        {
            var after = page.IndexOf(end, at, StringComparison.Ordinal) + end.Length;
            page = page[..at] + section + page[after..];
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, page.ReplaceLineEndings("\n"));
    }
}
