using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using Clone.Bench.Measuring;

namespace Clone.Bench;

/// <summary>Clone's side: a published CloneShell that runs one of our scripts with the module staged by this source tree.</summary>
sealed class CloneShell
{
    readonly string program;
    readonly string home;

    CloneShell(string program, string home)
    {
        this.program = program;
        this.home = home;
    }

    /// <summary>
    /// Publishes Release as PowerShell itself is published: compiled ahead of time, on the machine's .NET. This also
    /// stages the Release module, which is compiled ahead too and, as on Windows, run so.
    /// </summary>
    public static CloneShell Publish(Workplace place)
    {
        var output = Path.Combine(place.Root, "artifacts", "bench", "shell");
        Timed.RunOrThrow(new Command("dotnet",
            "publish", Path.Combine(place.Root, "tools", "CloneShell"), "--configuration", "Release",
            "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "--output", output, "--verbosity", "quiet", "-nologo"));
        return new CloneShell(Path.Combine(output, "CloneShell"), place.NewFolder("home"));
    }

    /// <summary>The same shell with a state folder of its own for Clone.</summary>
    public CloneShell At(string otherHome) => new(program, otherHome);

    /// <summary>Removes Clone's state.</summary>
    public void Forget()
    {
        if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
    }

    /// <summary>Makes a job.</summary>
    public void NewJob(string name, string source, string baseFolder) =>
        Timed.RunOrThrow(Script("NewJob.ps1", "-Name", name, "-Source", source, "-Base", baseFolder));

    /// <summary>Makes a job and runs it: the run that then finds nothing to do.</summary>
    public Command Unchanged(string name, string source, string baseFolder, int files)
    {
        NewJob(name, source, baseFolder);
        Timed.RunOrThrow(Script("Sync.ps1", "-Name", name, "-Copied", files.ToString()));
        return Script("SyncUnchanged.ps1", "-Name", name, "-Entries", files.ToString(), "-Scan", "Full");
    }

    /// <summary>A run of a script of this project.</summary>
    public Command Script(string name, params string[] arguments) =>
        new(program, [Path.Combine(AppContext.BaseDirectory, "Scripts", name), .. arguments])
        {
            Environment = new Dictionary<string, string> { ["CLONE_HOME"] = home, ["CLONE_RUNTIME"] = RuntimeInformation.RuntimeIdentifier },
        };
}
