using System;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>A failure of the service in memory.</summary>
/// <param name="failure">What it means.</param>
/// <param name="isDone">Whether the request was carried out all the same: its answer was lost.</param>
sealed class MemoryFault(ServiceFailure failure, bool isDone = false) : Exception(failure.Error.Message)
{
    public ServiceFailure Failure => failure;

    public bool IsDone => isDone;
}
