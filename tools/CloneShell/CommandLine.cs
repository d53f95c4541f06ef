using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CloneShell;

/// <summary>What the shell is asked to run: a script file with its arguments, or the text of a command.</summary>
sealed record CommandLine
{
    const string Usage = """
        CloneShell runs a PowerShell script with the module Clone at hand.

          CloneShell SCRIPT.ps1 [arguments of the script]
          CloneShell -Command TEXT
        """;

    /// <summary>Absolute path of the script; null when a command is given.</summary>
    public string? Script { get; init; }

    /// <summary>The command's text; null when a script is given.</summary>
    public string? Command { get; init; }

    /// <summary>What follows the script.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Reads the process's arguments; null with a complaint when they make no sense.</summary>
    public static CommandLine? Parse(IReadOnlyList<string> arguments, out string complaint)
    {
        complaint = Usage;
        if (arguments.Count == 0)
            return null;
        if (arguments[0] is "-Command" or "-c")
            return arguments.Count == 2 ? new CommandLine { Command = arguments[1] } : null;
        if (arguments[0].StartsWith('-') && !File.Exists(arguments[0]))
            return null;

        var script = Path.GetFullPath(arguments[0]);
        if (!File.Exists(script) || !script.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            complaint = $"There is no script {arguments[0]}: name a file that ends in .ps1.";
            return null;
        }

        return new CommandLine { Script = script, Arguments = [.. arguments.Skip(1)] };
    }
}
