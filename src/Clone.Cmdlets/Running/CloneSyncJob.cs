using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Clone.Cmdlets.Objects;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Live;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Cmdlets.Running;

/// <summary>
/// A run as a job of PowerShell, in this process: it goes on while the session does other things, and ends with it. Its
/// state is Completed also when some items failed, Failed when the run failed or was refused, Stopped when it was aborted.
/// </summary>
sealed class CloneSyncJob : Job, IProgress<RunProgress>
{
    const int MostProgress = 16;

    readonly CloneNode node;
    readonly IDisposable? key;
    readonly RunProgressView view;
    readonly CancellationTokenSource stopping = new();
    readonly ManualResetEventSlim ended = new();
    readonly ManualResetEventSlim settled = new();
    string status = "";

    /// <summary>Prepares the job.</summary>
    /// <param name="command">The command that made it.</param>
    /// <param name="jobName">The job of Clone; also the name of this one.</param>
    /// <param name="node">The node; the job closes it.</param>
    /// <param name="isRestore">Whether the copy of the job is restored.</param>
    /// <param name="key">What the run needs a secret for, wiped when it has ended; null for nothing.</param>
    public CloneSyncJob(string command, string jobName, CloneNode node, bool isRestore = false, IDisposable? key = null)
        : base(command, jobName)
    {
        this.node = node;
        this.key = key;
        view = new RunProgressView(jobName, isRestore);
        PSJobTypeName = "CloneSync";
    }

    /// <inheritdoc/>
    public override string Location => "localhost";

    /// <inheritdoc/>
    public override string StatusMessage => Volatile.Read(ref status);

    /// <inheritdoc/>
    public override bool HasMoreData => Output.Count > 0 || Error.Count > 0 || Progress.Count > 0;

    /// <summary>Lines the run up, so that the next command finds it; all else happens on other threads.</summary>
    /// <param name="run">Runs.</param>
    /// <param name="notBegun">The report of a run that did not begin, by the time at which it was asked for and the error.</param>
    public void Begin(
        Func<CloneNode, IProgress<RunProgress>, CancellationToken, Task<RunReport>> run,
        Func<DateTimeOffset, CloneException, CloneSync> notBegun)
    {
        SetJobState(JobState.Running);
        _ = RunAsync(run, notBegun);
    }

    /// <inheritdoc/>
    public override void StopJob()
    {
        End();
        // Whoever asks after Stop-Job finds the state that it brought about.
        settled.Wait();
    }

    void IProgress<RunProgress>.Report(RunProgress value)
    {
        var record = view.Show(value);
        Volatile.Write(ref status, record.StatusDescription);
        // Nobody may ever receive them: only the newest are worth keeping.
        if (Progress.Count >= MostProgress) Progress.ReadAll();
        Progress.Add(record);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Not for the state: who is told of it may be the one that disposes of the job.
        if (disposing) End();
        base.Dispose(disposing);
    }

    void End()
    {
        if (ended.IsSet) return;
        stopping.Cancel();
        ended.Wait();
    }

    async Task RunAsync(
        Func<CloneNode, IProgress<RunProgress>, CancellationToken, Task<RunReport>> run,
        Func<DateTimeOffset, CloneException, CloneSync> notBegun)
    {
        var asked = DateTimeOffset.Now;
        var state = JobState.Failed;
        try
        {
            var report = await run(node, this, stopping.Token).ConfigureAwait(false);
            Output.Add(PSObject.AsPSObject(CloneSync.Of(report)));
            foreach (var warning in report.Warnings) Warning.Add(new WarningRecord(DisplayText.Escape(warning)));
            foreach (var error in RunErrors.Of(report)) Error.Add(error);
            state = StateOf(report.Result);
        }
        catch (CloneException error)
        {
            Output.Add(PSObject.AsPSObject(notBegun(asked, error)));
            Error.Add(ErrorRecords.Of(error, Name));
        }
        finally
        {
            node.Dispose();
            key?.Dispose();
            if (view.IsShown) Progress.Add(view.Close());
            ended.Set();
            SetJobState(state);
            settled.Set();
        }
    }

    static JobState StateOf(RunResult result) => result switch
    {
        RunResult.Succeeded or RunResult.CompletedWithFailures => JobState.Completed,
        RunResult.Aborted => JobState.Stopped,
        _ => JobState.Failed,
    };
}
