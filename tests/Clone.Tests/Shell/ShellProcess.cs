using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Shell;

/// <summary>CloneShell as a process of its own, as people start it. It does not outlive the test.</summary>
sealed class ShellProcess : IDisposable
{
    static readonly string Program = FindProgram();

    readonly Process process;
    readonly Task<string> errors;

    ShellProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
    }

    /// <summary>The id of the process.</summary>
    public int Id => process.Id;

    /// <summary>Starts it with arguments; a script's path first, or -Command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Variables besides those of the tests; null takes one away.</param>
    /// <param name="folder">The current folder; null for that of the tests.</param>
    public static ShellProcess Start(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        Assert.SkipUnless(File.Exists(Program), "CloneShell is not built: dotnet build tools/CloneShell");
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        // What a developer's terminal asks for is no matter of the tests.
        foreach (var name in new[] { "LANG", "LC_ALL", "NO_COLOR", "CLONE_HOME" }) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Runs a script's text with arguments to its end.</summary>
    public static ShellResult Run(string script, params string[] arguments)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["test.ps1"], script);
        using var shell = Start([folder["test.ps1"], .. arguments], folder: folder.Path);
        return shell.End();
    }

    /// <summary>Runs a script file on a terminal of its own and returns all that it drew.</summary>
    public static string RunOnTerminal(string script)
    {
        Assert.SkipUnless(File.Exists(Program), "CloneShell is not built: dotnet build tools/CloneShell");
        Assert.SkipWhen(Tool.Try("script", "--version").Code != 0, "The program script, which makes a terminal, is not on this machine.");
        var start = new ProcessStartInfo("script", ["-qec", $"dotnet exec '{Program}' '{script}'", "/dev/null"])
        {
            // Kept open: at the end of its input, script ends the command.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "xterm", ["NO_COLOR"] = null },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>The next line of its standard output.</summary>
    public string? ReadLine() => process.StandardOutput.ReadLine();

    /// <summary>Waits for its end.</summary>
    public ShellResult End()
    {
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ShellResult(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    // Built in the same configuration as the tests: bin/Debug/net10.0 here, bin/Debug/net10.0 there.
    static string FindProgram()
    {
        var configuration = Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/', '\\'))!.Name;
        return SourceTree.Of("tools", "CloneShell", "bin", configuration, "net10.0", "CloneShell.dll");
    }
}
