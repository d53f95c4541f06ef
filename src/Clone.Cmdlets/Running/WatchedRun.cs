using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Clone.Engine.Live;
using Clone.Engine.Sync;

namespace Clone.Cmdlets.Running;

/// <summary>A run that the thread of the pipeline waits for while it shows how far it is.</summary>
/// <param name="cmdlet">Whose progress is shown.</param>
/// <param name="jobName">The job.</param>
/// <param name="isRestore">Whether its copy is restored.</param>
sealed class WatchedRun(Cmdlet cmdlet, string jobName, bool isRestore = false)
{
    // A run that is over sooner, as one without changes may be, shows nothing.
    static readonly TimeSpan BeforeFirst = TimeSpan.FromMilliseconds(500);

    // PowerShell's own hosts draw progress at most five times a second.
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins the run on another thread and waits for its end, also when the user stops the command.</summary>
    public RunReport Wait(Func<IProgress<RunProgress>, Task<RunReport>> begin)
    {
        var newest = new NewestProgress();
        var run = Task.Run(() => begin(newest));
        try
        {
            ShowUntilEnd(run, newest);
        }
        finally
        {
            // PowerShell refuses progress of a command that is being stopped; the run must be over and recorded by then.
            Task.WaitAny(run);
        }

        return run.GetAwaiter().GetResult();
    }

    void ShowUntilEnd(Task run, NewestProgress newest)
    {
        var view = new RunProgressView(jobName, isRestore);
        for (var pause = BeforeFirst; Task.WaitAny([run], pause) < 0; pause = Between)
        {
            if (newest.Take() is { } moment) cmdlet.WriteProgress(view.Show(moment));
        }

        if (view.IsShown) cmdlet.WriteProgress(view.Close());
    }
}
