using System.Management.Automation;
using Clone.Engine.Errors;

namespace Clone.Cmdlets;

/// <summary>Errors of the engine as PowerShell's error records: the id, the category and the advice.</summary>
static class ErrorRecords
{
    /// <summary>The record of an error; FullyQualifiedErrorId begins with the name of its id.</summary>
    /// <param name="error">The error.</param>
    /// <param name="target">What the command was working on.</param>
    public static ErrorRecord Of(CloneException error, object? target) => Of(error, CategoryOf(error.Kind), target);

    /// <summary>The same with a category of the caller's choice.</summary>
    public static ErrorRecord Of(CloneException error, ErrorCategory category, object? target) =>
        new(error, error.Id.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.Advice },
        };

    static ErrorCategory CategoryOf(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        ErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        ErrorKind.Busy => ErrorCategory.ResourceBusy,
        ErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        ErrorKind.InvalidData => ErrorCategory.InvalidData,
        ErrorKind.NotSupported => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.OperationStopped,
    };
}
