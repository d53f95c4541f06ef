using System;
using System.Collections.Generic;
using Clone.Engine.Texts;

namespace Clone.Engine.Errors;

/// <summary>
/// An error that the user is told: a stable id, what happened and why (<see cref="Exception.Message"/>), and what to
/// do (<see cref="Advice"/>). Texts come from the resources in the current UI culture.
/// </summary>
public sealed class CloneException : Exception
{
    /// <summary>Makes the error from its id; the arguments fill the placeholders of text and advice.</summary>
    public CloneException(ErrorId id, params object?[] arguments)
        : this(id, inner: null, arguments)
    {
    }

    /// <summary>Makes the error with the exception that caused it.</summary>
    public CloneException(ErrorId id, Exception? inner, params object?[] arguments)
        : base(Text.Format("Error." + id, arguments), inner)
    {
        Id = id;
        Arguments = arguments;
        Advice = Text.Format("Advice." + id, arguments);
        Kind = ErrorKinds.Of(id);
    }

    CloneException(ErrorId id, string message, string advice, object?[] arguments)
        : base(message)
    {
        Id = id;
        Arguments = arguments;
        Advice = advice;
        Kind = ErrorKinds.Of(id);
    }

    /// <summary>The stable id.</summary>
    public ErrorId Id { get; }

    /// <summary>What the user can do about it.</summary>
    public string Advice { get; }

    /// <summary>What sort of trouble it is.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The values in the text, in its order.</summary>
    public IReadOnlyList<object?> Arguments { get; }

    /// <summary>An error whose texts were made before, such as that of a run on record.</summary>
    public static CloneException Restored(ErrorId id, string message, string advice) =>
        new(id, message, advice, arguments: []);
}
