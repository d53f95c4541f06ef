using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Clone.Tests.Processes;

/// <summary>A real second process: tests/Clone.TestProcess with one of its verbs. It does not outlive the test.</summary>
sealed class OtherProcess : IDisposable
{
    /// <summary>The first argument of tests that hold the verbs themselves, as those of Windows, which bring their own .NET.</summary>
    public const string HoldsVerbs = "--other-process";

    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Clone.TestProcess.dll");
    readonly Process process;
    readonly Task<string> errors;

    OtherProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public static OtherProcess Start(string verb, params string[] arguments) => Start(variable: null, verb, arguments);

    /// <summary>The same with a variable of the environment, as NAME=VALUE.</summary>
    public static OtherProcess Start(string? variable, string verb, string[] arguments)
    {
        var start = NewStart([Host(), .. Own(), verb, .. arguments]);
        if (variable?.Split('=') is [var name, var value]) start.Environment[name] = value;
        return new OtherProcess(Process.Start(start)!);
    }

    /// <summary>The same under a program that starts it, such as env, strace or fiu-run with their arguments.</summary>
    public static OtherProcess StartUnder(string[] starter, string verb, params string[] arguments) =>
        new(Process.Start(NewStart([.. starter, Host(), .. Own(), verb, .. arguments]))!);

    /// <summary>Number of the process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>The next line that it writes; null when it has ended.</summary>
    public async Task<string?> ReadLineAsync() => await process.StandardOutput.ReadLineAsync();

    /// <summary>All lines that it still writes, until it ends.</summary>
    public async Task<string[]> ReadToEndAsync() =>
        (await process.StandardOutput.ReadToEndAsync()).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What it wrote to its standard error until its end.</summary>
    public Task<string> ErrorsAsync() => errors;

    /// <summary>Writes a line to its standard input.</summary>
    public void WriteLine(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    /// <summary>Kills it, and what it started, where it stands (SIGKILL, TerminateProcess), and waits until it is gone.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <summary>Waits for its end; throws what it wrote to its standard error when it failed.</summary>
    public async Task EndAsync()
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("The other process ended with " + process.ExitCode + ": " + await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    static ProcessStartInfo NewStart(string[] line)
    {
        var start = new ProcessStartInfo(line[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in line[1..]) start.ArgumentList.Add(argument);
        return start;
    }

    static string[] Own() => File.Exists(Program) ? ["exec", Program] : [HoldsVerbs];

    static string Host()
    {
        var own = Environment.ProcessPath!;
        return !File.Exists(Program) || Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
    }
}
