using System;
using System.Management.Automation;
using Clone.Engine.Restore;

namespace Clone.Cmdlets;

/// <summary>What cmdlets that read copies share: a copy is the destination of a job, or any place that is one.</summary>
public abstract class CopyCmdlet : CloneCmdlet
{
    /// <summary>The parameter set with the name of a job.</summary>
    private protected const string ByJob = "Job";

    /// <summary>The job whose copy is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByJob, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name of the job whose copy is read.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string JobName { get; set; } = "";

    /// <summary>The time as of which the copy is read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Reads the copy as it was at this time (local), from the files that its job keeps. As it is now when not said.")]
    public DateTime? AsOf { get; set; }

    /// <summary>How the user named the copy.</summary>
    private protected string Said => ParameterSetName == ByJob ? JobName : SaidPlace;

    /// <summary>How the user named a copy that is no job's here.</summary>
    private protected abstract string SaidPlace { get; }

    /// <summary>The place of such a copy.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">It is none.</exception>
    private protected abstract CopyPlace PlaceAt(string said);

    /// <summary>The copy that the user named.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">CloneJobNotFound, or as <see cref="PlaceAt"/>.</exception>
    private protected CopyPlace PlaceOf(bool byJob, string said, DateTime? asOf) =>
        (byJob ? new CopyPlace { Job = Node.Jobs.Find(said) } : PlaceAt(said)) with
        {
            AsOf = asOf is { } time ? new DateTimeOffset(time) : null,
        };
}
