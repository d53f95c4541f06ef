using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Clone.Bench;

/// <summary>
/// Measures Clone beside its peers: each command as a whole process, the sides in turn, a warm-up first, the median of
/// the rest. Arguments: the number of rounds (5), and the folder for the trees (a temporary one).
/// </summary>
static class Program
{
    static void Main(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 5;
        var place = arguments.Length > 1 ? arguments[1] : Path.GetTempPath();
        Tool.Install("rsync");
        Console.WriteLine(Machine());
        Console.WriteLine();
        Console.WriteLine("| what | command | median s | min s | max s | peak MB | to the peer | bar | peak bar |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var row in new IRow[] { new NothingChanged(Project(), Folder(place, "nothing-changed")) }) Measure(row, rounds);
    }

    static void Measure(IRow row, int rounds)
    {
        try
        {
            row.Prepare();
            var figures = row.Sides.Select(_ => new List<Figure>()).ToArray();
            for (var round = 0; round <= rounds; round++)
                for (var side = 0; side < figures.Length; side++)
                {
                    var figure = Meter.Run(row.Sides[side]);
                    if (round > 0) figures[side].Add(figure);
                }
            var peer = Median(figures[1].Select(f => f.Seconds));
            for (var side = 0; side < figures.Length; side++) Print(row, row.Sides[side].Name, figures[side], peer, side == 0);
        }
        finally
        {
            row.Clean();
        }
    }

    static void Print(IRow row, string side, List<Figure> figures, double peer, bool isOurs)
    {
        var median = Median(figures.Select(f => f.Seconds));
        var bars = isOurs ? $"{row.Bar:0.00} | {row.MemoryBar}" : " | ";
        Console.WriteLine(
            $"| {row.Name} | {side} | {median:0.00} | {figures.Min(f => f.Seconds):0.00} | {figures.Max(f => f.Seconds):0.00} "
            + $"| {figures.Max(f => f.Megabytes):0} | {median / peer:0.00} | {bars} |");
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static string Machine() =>
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}";

    static string Folder(string place, string name) =>
        Directory.CreateDirectory(Path.Combine(place, "clone-bench-" + Environment.ProcessId, name)).FullName;

    static string Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CloneModule.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The bench does not run inside the project's folder.");
        return folder.FullName;
    }
}
