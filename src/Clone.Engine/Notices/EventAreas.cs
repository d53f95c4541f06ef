using System;
using Clone.Engine.Jobs;

namespace Clone.Engine.Notices;

/// <summary>Whom an event may concern: the node as a whole, or the service of a kind of job.</summary>
[Flags]
public enum EventAreas
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The node as a whole (<see cref="LogRecord.Service"/> is null).</summary>
    Node = 1,

    /// <summary><see cref="JobKind.Nas"/>.</summary>
    Nas = 2,

    /// <summary><see cref="JobKind.Azure"/>.</summary>
    Azure = 4,

    /// <summary><see cref="JobKind.S3"/>.</summary>
    S3 = 8,

    /// <summary><see cref="JobKind.Hdd"/>.</summary>
    Hdd = 16,
}
