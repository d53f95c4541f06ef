using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Cmdlets.Texts;
using Clone.Engine.Sync;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>Shows what a run would do, one object for each thing, as it is found. Nothing is written.</summary>
[Cmdlet(VerbsData.Compare, "CloneJob")]
[OutputType(typeof(CloneChange))]
public sealed class CompareCloneJob : JobCmdlet
{
    /// <summary>The jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Names of jobs.")]
    [Alias("JobName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The mode of the run.</summary>
    [Parameter(Position = 1, HelpMessage = "Incremental: what differs or changed. Full: everything.")]
    public SyncMode Mode { get; set; }

    /// <summary>Compares contents too.</summary>
    [Parameter(HelpMessage = "Compares the contents of files whose size and time agree; reads both sides in full.")]
    public SwitchParameter Checksum { get; set; }

    /// <summary>Shows what is left out, too.</summary>
    [Parameter(HelpMessage = "Shows also what takes no part, with the reason and the rule that decided so.")]
    public SwitchParameter IncludeExcluded { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptEach(Name, name => Compare(Node.Jobs.Find(name)));

    void Compare(JobDefinition job)
    {
        var unreadable = new Queue<RunFailure>();
        var listsIndex = false;
        var asked = new PreviewOptions
        {
            Mode = Mode,
            Checksum = Checksum,
            ShowsExcluded = IncludeExcluded,
            OnIndex = () => listsIndex = true,
        };
        var changes = Node.CompareAsync(job, asked, unreadable.Enqueue, Cancellation).GetAsyncEnumerator(Cancellation);
        try
        {
            while (true)
            {
                var hasMore = Await(changes.MoveNextAsync());
                while (unreadable.Count > 0) WriteError(RunErrors.Of(unreadable.Dequeue()));
                if (listsIndex) WriteWarning(CmdletText.Format("Warning.ListsIndex", job.Name));
                listsIndex = false;
                if (!hasMore) return;
                WriteObject(CloneChange.Of(changes.Current, job.Name));
            }
        }
        finally
        {
            changes.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
