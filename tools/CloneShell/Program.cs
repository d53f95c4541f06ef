using System;

namespace CloneShell;

static class Program
{
    /// <summary>As PowerShell answers a script that is not there and arguments that it does not know.</summary>
    const int BadUsage = 64;

    static int Main(string[] arguments)
    {
        if (CommandLine.Parse(arguments, out var complaint) is not { } command)
        {
            Console.Error.WriteLine(complaint);
            return BadUsage;
        }

        using var session = new ShellSession(ModuleFolder.Find());
        return session.Run(command);
    }
}
