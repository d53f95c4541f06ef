using System;

namespace Clone.Engine.Errors;

/// <summary>One operation on one entry failed. Runs turn it into a failure of that entry and go on.</summary>
public sealed class EntryException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="code">The system's own name of the error, such as ENOSPC or ERROR_DISK_FULL; never empty.</param>
    /// <param name="operation">What was tried.</param>
    /// <param name="inner">The cause, if it was an exception.</param>
    public EntryException(IoProblem problem, string code, EntryOperation operation, Exception? inner = null)
        : base(operation + ": " + problem + " (" + code + ")", inner)
    {
        Problem = problem;
        Code = code;
        Operation = operation;
    }

    /// <summary>What went wrong.</summary>
    public IoProblem Problem { get; }

    /// <summary>The system's own name of the error.</summary>
    public string Code { get; }

    /// <summary>What was tried.</summary>
    public EntryOperation Operation { get; }
}
