using System;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Write-Error.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "Message")]
public sealed class WriteError : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Message")]
    [AllowEmptyString]
    public string Message { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = "Record")]
    public ErrorRecord? ErrorRecord { get; set; }

    [Parameter(ParameterSetName = "Message")]
    public string ErrorId { get; set; } = "WriteErrorException";

    [Parameter(ParameterSetName = "Message")]
    public ErrorCategory Category { get; set; }

    [Parameter(ParameterSetName = "Message")]
    public object? TargetObject { get; set; }

    protected override void ProcessRecord() =>
        base.WriteError(ErrorRecord ?? new ErrorRecord(new InvalidOperationException(Message), ErrorId, Category, TargetObject));
}
