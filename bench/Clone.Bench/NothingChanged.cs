using System;
using System.Collections.Generic;
using System.IO;

namespace Clone.Bench;

/// <summary>An incremental run over trees that are the same already: 300,000 files in 1,500 folders.</summary>
sealed class NothingChanged(string project, string place) : IRow
{
    const int Folders = 1500;
    const int FilesInFolder = 200;
    const int Seed = 1;

    readonly Dictionary<string, string> home = new() { ["CLONE_HOME"] = Path.Combine(place, "home") };

    public string Name => "nothing changed, 300,000 files in 1,500 folders";

    public double Bar => 0.8;

    public int MemoryBar => 200;

    public IReadOnlyList<Side> Sides =>
    [
        new("Clone", "dotnet", ["exec", Shell, Script("run", "$report = Start-CloneSync -Name Bench; if ($report.Copied + $report.Updated + $report.Deleted -ne 0) { throw 'changed' }; exit $report.ExitCode")], home),
        new(Tool.Version("rsync"), "rsync", ["-a", "--delete", Source + "/", Path.Combine(place, "peer") + "/"], new Dictionary<string, string>()),
    ];

    string Source => Path.Combine(place, "source");

    string Shell => Path.Combine(project, "tools", "CloneShell", "bin", "Release", "net10.0", "CloneShell.dll");

    public void Prepare()
    {
        MakeTree();
        Directory.CreateDirectory(Path.Combine(place, "disk"));
        Tool.Run("dotnet", "build", Path.Combine(project, "tools", "CloneShell"), "-c", "Release", "-v", "q");
        var make = Script("make", "[void](New-CloneJob -Name Bench -Source '" + Source + "' -HddBaseFolder '" + Path.Combine(place, "disk") + "'); exit (Start-CloneSync -Name Bench).ExitCode");
        Meter.Run(new Side("Clone", "dotnet", ["exec", Shell, make], home));
        Tool.Run("rsync", "-a", "--delete", Source + "/", Path.Combine(place, "peer") + "/");
        Tool.Run("sync");
    }

    public void Clean() => Directory.Delete(place, recursive: true);

    void MakeTree()
    {
        var random = new Random(Seed);
        var text = new byte[400];
        for (var folder = 0; folder < Folders; folder++)
        {
            var path = Directory.CreateDirectory(Path.Combine(Source, $"d{folder % 30:00}", $"e{folder:0000}")).FullName;
            for (var file = 0; file < FilesInFolder; file++)
                File.WriteAllBytes(Path.Combine(path, $"file-{random.Next(100_000_000):00000000}-{file}.txt"), text.AsSpan(0, random.Next(1, 400)).ToArray());
        }
    }

    string Script(string name, string body)
    {
        var path = Path.Combine(place, name + ".ps1");
        File.WriteAllText(path, "$ErrorActionPreference = 'Stop'\nImport-Module Clone\n" + body + "\n");
        return path;
    }
}
