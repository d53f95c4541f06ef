using System;

namespace Clone.Engine.Objects;

/// <summary>What a failed request means, in words that hold for every service.</summary>
/// <param name="Error">What the caller is told when it is not tried again: an EntryException, or a CloneException when the place is unusable.</param>
/// <param name="Remedy">What helps.</param>
public sealed record ServiceFailure(Exception Error, ServiceRemedy Remedy)
{
    /// <summary>
    /// What is told in place of <see cref="Error"/> when no request is answered any more: the connection broke, or nothing came. Null
    /// when this is an answer.
    /// </summary>
    public Exception? Unanswered { get; init; }

    /// <summary>How long the service asks to wait (Retry-After); null when it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>
    /// What is told in place of <see cref="Error"/> when no try reached the service: the place as a whole does not
    /// answer. Null when it answered, or may have.
    /// </summary>
    public Exception? Unreached { get; init; }
}
