using System;
using System.Diagnostics;

namespace Clone.Bench;

/// <summary>Other programs that the bench needs.</summary>
static class Tool
{
    /// <summary>Runs a program; throws what it said when it fails.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(program + ": " + errors.Result + output);
    }

    /// <summary>Makes sure that a peer is there, by apt where that works.</summary>
    public static void Install(string program)
    {
        if (OnPath(program)) return;
        Run("apt-get", "update", "-qq");
        Run("apt-get", "install", "-qq", "-y", "--no-install-recommends", program);
    }

    /// <summary>Name and version of a peer.</summary>
    public static string Version(string program)
    {
        var words = Run(program, "--version").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return program + " " + words[2];
    }

    static bool OnPath(string program)
    {
        try
        {
            Run(program, "--version");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
