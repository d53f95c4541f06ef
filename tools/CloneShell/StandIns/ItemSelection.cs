using System;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>The two ways of naming items: with wildcards, or literally as the pipeline does.</summary>
public abstract class ItemSelection : PSCmdlet
{
    protected const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    protected bool Literal => LiteralPath is not null;

    /// <summary>What was named; the current folder when nothing was.</summary>
    protected string[] Named => LiteralPath ?? Path ?? ["."];

    /// <summary>Runs one use of a provider and turns its failure into an error that lets the script go on.</summary>
    protected void Try(Action use)
    {
        try
        {
            use();
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            WriteError(new ErrorRecord(exception.ErrorRecord, exception));
        }
    }
}
