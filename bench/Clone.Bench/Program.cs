using System;
using Clone.Bench.Chunking;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;
using Clone.Bench.Rows;

namespace Clone.Bench;

/// <summary>
/// Measures Clone against its peers, or, with <c>chunking</c>, two ways to cut large files. Exit code: 0 all bars met, 1 a bar missed or a row not measured, 2 wrong arguments.
/// </summary>
static class Program
{
    static int Main(string[] arguments)
    {
        if (arguments is ["chunking"])
        {
            ChunkingTable.Print();
            return 0;
        }

        if (BenchOptions.Parse(arguments, out var complaint) is not { } options)
        {
            Console.Error.WriteLine(complaint);
            return 2;
        }

        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The benchmarks measure against rsync and read /proc: they run on Linux alone.");
            return 2;
        }

        using var place = new Workplace(options);
        var machine = Machine.Describe(place.Folder);
        var met = true;
        foreach (var row in AllRows.Chosen(options))
        {
            var result = Harness.Run(row, place, options.Rounds);
            Console.WriteLine(Report.Of(result));
            if (options.Markdown is { } path) MarkdownPage.Put(path, row, Report.Of(result), machine);
            met &= result.IsMet;
        }

        Console.WriteLine(machine);
        return met ? 0 : 1;
    }
}
