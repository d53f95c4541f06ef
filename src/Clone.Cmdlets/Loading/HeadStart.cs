using System;
using System.Threading.Tasks;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// While PowerShell goes on with its script, a second processor compiles the code of a run and loads the libraries of
/// the adapters, for which the first run would wait. Nothing depends on how far it comes.
/// </summary>
static class HeadStart
{
    // Every runspace imports the module anew; once a process is enough.
    static readonly Lazy<Task> Work = new(() => Task.Run(Run));

    /// <summary>Begins where there is a processor to spare.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1) _ = Work.Value;
    }

    static void Run()
    {
        EngineCompiler.Run();
        AdaptersLoader.Create().Prepare();
    }
}
