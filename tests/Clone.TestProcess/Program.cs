using System;
using System.Collections.Generic;

namespace Clone.TestProcess;

/// <summary>
/// The other process of the tests that need one: to be killed, to hold a lock, to write at the same time. The first
/// argument is a verb, the rest are its own. A verb tells how far it is by lines on its standard output.
/// </summary>
static class Program
{
    static readonly Dictionary<string, Func<string[], int>> Verbs = new(StringComparer.Ordinal)
    {
        ["node-open"] = NodeVerbs.Open,
        ["jobs-create"] = NodeVerbs.CreateJobs,
        ["lock-hold"] = NodeVerbs.HoldLock,
        ["objects-use"] = ObjectVerbs.Use,
        ["azure-use"] = ObjectVerbs.UseAzure,
        ["spool-hold"] = NodeVerbs.HoldSpool,
        ["run-enter"] = NodeVerbs.EnterRun,
        ["state-append"] = StateVerbs.Append,
        ["log-append"] = LogVerbs.Append,
        ["sync"] = SyncVerbs.Run,
        ["sync-generated"] = SyncVerbs.RunGenerated,
        ["restore"] = RestoreVerbs.Run,
        ["sync-told"] = SyncVerbs.RunWhenTold,
    };

    internal static int Main(string[] arguments)
    {
        if (arguments.Length > 0 && Verbs.TryGetValue(arguments[0], out var verb)) return verb(arguments[1..]);
        Console.Error.WriteLine("Verbs: " + string.Join(", ", Verbs.Keys));
        return 2;
    }
}
