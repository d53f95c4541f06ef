namespace Clone.Engine.Scheduling;

/// <summary>By what a schedule goes.</summary>
public enum ScheduleKind
{
    /// <summary>Days of the week.</summary>
    Weekly,

    /// <summary>Days of the month; one that a month lacks is its last.</summary>
    Monthly,

    /// <summary>Again and again, all day or in a part of it.</summary>
    Every,
}
