using System;
using System.Linq;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Errors;
using Clone.Engine.Scheduling;
using Clone.Engine.Texts;

namespace Clone.Cmdlets;

/// <summary>Makes a schedule for -IncrementalSchedule and -FullSchedule of a job. Nothing is stored by it.</summary>
[Cmdlet(VerbsCommon.New, "CloneSchedule", DefaultParameterSetName = ByWeek)]
[OutputType(typeof(CloneSchedule))]
public sealed class NewCloneSchedule : CloneCmdlet
{
    const string ByWeek = "Weekly";
    const string ByMonth = "Monthly";
    const string Again = "Every";

    /// <summary>On days of the week.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByWeek, HelpMessage = "Runs are due on days of the week.")]
    public SwitchParameter Weekly { get; set; }

    /// <summary>The days of the week.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByWeek, HelpMessage = "Days of the week, such as Monday,Friday.")]
    public DayOfWeek[] DaysOfWeek { get; set; } = [];

    /// <summary>On days of the month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMonth, HelpMessage = "Runs are due on days of the month.")]
    public SwitchParameter Monthly { get; set; }

    /// <summary>The days of the month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMonth, HelpMessage = "Days of the month, 1 to 31 or Last; one that a month lacks is its last.")]
    [ValidateNotNullOrEmpty]
    public string[] Days { get; set; } = [];

    /// <summary>The times of the day.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByWeek, HelpMessage = "Times of the day, such as 12:00,23:00.")]
    [Parameter(Mandatory = true, ParameterSetName = ByMonth, HelpMessage = "Times of the day, such as 12:00,23:00.")]
    public TimeSpan[] At { get; set; } = [];

    /// <summary>Again and again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Again, HelpMessage = "How often runs are due, such as 00:15 for every quarter of an hour.")]
    public TimeSpan Every { get; set; }

    /// <summary>In a part of the day.</summary>
    [Parameter(ParameterSetName = Again, HelpMessage = "The first and the last time of the day, such as 08:00,18:00; all day when not said.")]
    public TimeSpan[]? Between { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        var time = Options.Time;
        WriteObject(CloneSchedule.Of(Make(), time.GetUtcNow(), time.LocalTimeZone));
    });

    Schedule Make() => ParameterSetName switch
    {
        ByWeek => Schedule.Weekly(DaysOfWeek, At),
        ByMonth => Schedule.Monthly(Days.SelectMany(day => day.Split(',')).Select(Schedule.DayOf), At),
        _ => Schedule.Every(Every, Ends()),
    };

    (TimeSpan From, TimeSpan To)? Ends()
    {
        if (Between is not { Length: > 0 } ends) return null;
        return ends.Length == 2
            ? (ends[0], ends[1])
            : throw new CloneException(ErrorId.CloneScheduleInvalid, string.Join(",", ends), Text.Get("Reason.SchedulePieces"));
    }
}
