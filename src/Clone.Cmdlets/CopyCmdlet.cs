using System;
using System.Management.Automation;
using Clone.Engine.Restore;

namespace Clone.Cmdlets;

/// <summary>What cmdlets that read copies share: a copy is the destination of a job, or any folder that is one.</summary>
public abstract class CopyCmdlet : CloneCmdlet
{
    /// <summary>The parameter set with the name of a job.</summary>
    private protected const string ByJob = "Job";

    /// <summary>The parameter set with the path of a copy.</summary>
    private protected const string ByPath = "Copy";

    /// <summary>The job whose copy is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByJob, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name of the job whose copy is read.")]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string JobName { get; set; } = "";

    /// <summary>The copy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Path of a copy: the folder that holds CloneForWindows. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string CopyPath { get; set; } = "";

    /// <summary>The time as of which the copy is read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Reads the copy as it was at this time (local), from the files that its job keeps. As it is now when not said.")]
    public DateTime? AsOf { get; set; }

    /// <summary>How the user named the copy.</summary>
    private protected string Said => ParameterSetName == ByJob ? JobName : CopyPath;

    /// <summary>The copy that the user named.</summary>
    /// <exception cref="Clone.Engine.Errors.CloneException">CloneJobNotFound, ClonePathInvalid.</exception>
    private protected CopyPlace PlaceOf(bool byJob, string said, DateTime? asOf) => new()
    {
        Job = byJob ? Node.Jobs.Find(said) : null,
        Path = byJob ? null : FolderPath(said),
        AsOf = asOf is { } time ? new DateTimeOffset(time) : null,
    };
}
