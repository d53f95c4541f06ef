using System.Threading.Tasks;
using Clone.Tests.Processes;
using Xunit.Runner.InProc.SystemConsole;

namespace Clone.Windows.Tests;

/// <summary>The tests, and the other process of those that need one.</summary>
static class EntryPoint
{
    static async Task<int> Main(string[] arguments) => arguments switch
    {
        [OtherProcess.HoldsVerbs, "script", .. var rest] => ScriptVerb.Run(rest),
        [OtherProcess.HoldsVerbs, .. var rest] => TestProcess.Program.Main(rest),
        _ => await ConsoleRunner.Run(arguments),
    };
}
