using System;

namespace Clone.Tests.Shell;

/// <summary>How a process ended, and what it wrote.</summary>
sealed record ShellResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output that are not empty, without the spaces around them.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
