using System;

namespace Clone.Tests.Notices;

/// <summary>A clock that stands where it is set.</summary>
sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
