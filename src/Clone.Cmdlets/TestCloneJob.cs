using System.Management.Automation;
using Clone.Cmdlets.Objects;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>
/// Looks at everything that a run of a job needs, one object for each check. Nothing is written but a trial in Clone's
/// folder at the destination, which is taken away again.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "CloneJob")]
[OutputType(typeof(CloneCheck))]
public sealed class TestCloneJob : JobCmdlet
{
    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name => Test(Node.Jobs.Find(name)));

    void Test(JobDefinition job)
    {
        var checks = Node.TestAsync(job, Cancellation).GetAsyncEnumerator(Cancellation);
        try
        {
            while (Await(checks.MoveNextAsync())) WriteObject(CloneCheck.Of(checks.Current, job.Name));
        }
        finally
        {
            checks.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
