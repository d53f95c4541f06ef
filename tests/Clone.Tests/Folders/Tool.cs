using System;
using System.Diagnostics;

namespace Clone.Tests.Folders;

/// <summary>Programs of the system, run to their end.</summary>
static class Tool
{
    /// <summary>What it wrote; throws when it failed or is not there.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var (code, output, error) = Try(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException(program + ": " + code + ": " + error);
    }

    /// <summary>Its exit code (-1 when it is not there), what it wrote, and what it complained about.</summary>
    public static (int Code, string Output, string Error) Try(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, "", e.Message);
        }
    }
}
