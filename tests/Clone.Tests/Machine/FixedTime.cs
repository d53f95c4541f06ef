using System;

namespace Clone.Tests.Machine;

/// <summary>A clock that stands until it is set.</summary>
sealed class FixedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 7, 30, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
