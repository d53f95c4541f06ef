namespace Clone.Engine.Errors;

/// <summary>Whether trying again helps: the one place that decides it, for every platform and destination.</summary>
public static class RetryPolicy
{
    /// <summary>
    /// True when the same operation may succeed later without anybody doing something about it: because somebody lets
    /// go of a file, a network comes back, or the run itself makes room.
    /// </summary>
    public static bool MayHelp(IoProblem problem) => problem switch
    {
        // Somebody else is in the way for a while.
        IoProblem.InUse => true,
        IoProblem.ChangedWhileRead => true,

        // Networks come back, controllers are reset, and a second read of a bad sector can be good.
        IoProblem.DeviceError => true,
        IoProblem.DeviceGone => true,
        IoProblem.WrittenWrong => true,

        // A service that is busy has room again later.
        IoProblem.Throttled => true,

        // The rest of the run, above all its removals, gives resources back.
        IoProblem.OutOfResources => true,
        IoProblem.DiskFull => true,

        // What failed before in the same run may succeed at its own second try: the folder above is made, what is
        // inside is removed, what holds the name is removed.
        IoProblem.ParentMissing => true,
        IoProblem.NotEmpty => true,
        IoProblem.NameTaken => true,

        // Somebody made it just now; the next look finds it.
        IoProblem.AlreadyExists => true,

        // Nobody knows what it means, so nobody knows that it lasts.
        IoProblem.Other => true,

        // The entry is not what it was when it was listed. Another try of the same meets the same; the next run
        // sees what is there now.
        IoProblem.NotFound => false,
        IoProblem.ChangedMeanwhile => false,
        IoProblem.NotAFolder => false,
        IoProblem.IsAFolder => false,
        IoProblem.LinkInTheWay => false,

        // An administrator has to change something: rights, names, the destination, what lies in an archive.
        IoProblem.Archived => false,
        IoProblem.ArchiveRequested => false,
        IoProblem.AccessDenied => false,
        IoProblem.ReadOnly => false,
        IoProblem.NameTooLong => false,
        IoProblem.KeyTooLong => false,
        IoProblem.NameNotAllowed => false,
        IoProblem.NameCollision => false,
        IoProblem.FileTooLarge => false,
        IoProblem.NotSupported => false,
        IoProblem.LinkLeadsOutside => false,
        _ => false,
    };
}
