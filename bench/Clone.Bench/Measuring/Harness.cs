using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Rows;

namespace Clone.Bench.Measuring;

/// <summary>Measures a row: each side in turn, over and over, so that what else the machine does hits them alike.</summary>
static class Harness
{
    public static RowResult Run(Row row, Workplace place, int rounds)
    {
        Console.WriteLine($"{row.Name}: {row.Title}");
        try
        {
            var sides = row.Prepare(place);
            var samples = sides.Where(s => s.Missing is null).ToDictionary(s => s, _ => new List<Sample>());
            foreach (var side in samples.Keys) Measure(side); // not counted: what is read first comes from the disk
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var (side, all) in samples)
                {
                    all.Add(Measure(side));
                    Console.WriteLine($"  {round}/{rounds} {side.Name}: {all[^1].Wall.TotalSeconds:f2} s");
                }
            }

            return new RowResult(row, [.. sides.Select(s => new SideResult(s, samples.GetValueOrDefault(s) ?? []))]);
        }
        finally
        {
            row.CleanUp();
        }
    }

    static Sample Measure(Side side)
    {
        side.BeforeEach?.Invoke();
        var sample = side.Commands.Select(Timed.RunOrThrow).Aggregate((a, b) => a + b);
        side.AfterEach?.Invoke();
        return sample;
    }
}
