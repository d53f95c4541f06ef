using Clone.Engine.Checks;

namespace Clone.Cmdlets.Objects;

/// <summary>One check of a job, as Test-CloneJob shows it.</summary>
public sealed record CloneCheck
{
    /// <summary>
    /// What was looked at: Settings, SourcePath, SourceRights, DestinationPath, Marker, Version, DestinationRights, Clock,
    /// Plan, FreeSpace, Names, FileSizes or Links.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>Passed, Warning, Failed or Skipped.</summary>
    public string Result { get; init; } = "";

    /// <summary>What was found.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What to do; empty when nothing needs to be done.</summary>
    public string Advice { get; init; } = "";

    /// <summary>The job.</summary>
    public string JobName { get; init; } = "";

    /// <summary>Result and name.</summary>
    public override string ToString() => Result + " " + Name;

    internal static CloneCheck Of(JobCheck check, string jobName) => new()
    {
        Name = check.Name.ToString(),
        Result = check.Result.ToString(),
        Detail = check.Detail,
        Advice = check.Advice,
        JobName = jobName,
    };
}
