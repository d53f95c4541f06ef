using System;
using System.Threading;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// While PowerShell goes on with its script, a second processor compiles the code of a run and loads the libraries of
/// the adapters, for which the first run would wait. Nothing depends on how far it comes.
/// </summary>
static class HeadStart
{
    static int begun;

    /// <summary>Begins once a process, where there is a processor to spare.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount < 2 || Interlocked.Exchange(ref begun, 1) != 0) return;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            try
            {
                EngineCompiler.Run();
                AdaptersLoader.Create().Prepare();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whoever needs what failed here will meet the failure himself, and can tell of it.
            }
        });
    }
}
