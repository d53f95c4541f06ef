using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace CloneShell;

/// <summary>
/// Turns the arguments of a process into those of a script, by the rules of <c>pwsh -File</c>: <c>-Name value</c>,
/// <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, everything else by position, and after
/// <c>--</c> everything. The engine itself decides whether a name takes a value.
/// </summary>
static class ScriptArguments
{
    /// <summary>Reads the arguments in their order.</summary>
    public static IEnumerable<CommandParameter> Parse(IEnumerable<string> arguments)
    {
        string? waiting = null;
        var onlyValues = false;
        foreach (var argument in arguments)
        {
            if (waiting is not null)
            {
                yield return new CommandParameter(waiting, argument);
                waiting = null;
                continue;
            }

            if (argument == "--" && !onlyValues)
            {
                onlyValues = true;
                continue;
            }

            var colon = argument.IndexOf(':', StringComparison.Ordinal);
            if (onlyValues || !IsName(argument))
                yield return new CommandParameter(null, argument);
            else if (colon < 0)
                yield return new CommandParameter(argument);
            else if (colon == argument.Length - 1)
                waiting = argument[..colon];
            else
                yield return new CommandParameter(argument[..colon], TruthOrText(argument[(colon + 1)..]));
        }

        if (waiting is not null)
            yield return new CommandParameter(waiting);
    }

    // Dashes as PowerShell takes them: hyphen, en dash, em dash, horizontal bar.
    static bool IsName(string argument) =>
        argument.Length > 1 && argument[0] is '-' or '\u2013' or '\u2014' or '\u2015';

    static object TruthOrText(string value) =>
        bool.TryParse(value.StartsWith('$') ? value[1..] : value, out var truth) ? truth : value;
}
