using System;
using System.Globalization;
using Azure;
using Azure.Identity;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// What failures of the SDK and of the network mean, in one place. Codes:
/// https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes,
/// https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes
/// </summary>
/// <param name="place">The place.</param>
/// <param name="expiry">When the shared access signature ends; null for other credentials.</param>
/// <param name="time">The clock of this machine.</param>
sealed class AzureErrors(AzurePlace place, DateTimeOffset? expiry, TimeProvider time)
{
    /// <summary>What the service lets clocks differ (https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key).</summary>
    static readonly TimeSpan mostSkew = TimeSpan.FromMinutes(15);

    readonly NetworkErrors network = new(place.Address.GetLeftPart(UriPartial.Authority), place.Proxy);

    string Name => place.Container + " (" + place.Address.Host + ")";

    /// <summary>The meaning; null for an exception that comes from neither.</summary>
    public ServiceFailure? Judge(Exception error, EntryOperation operation)
    {
        if (error is AggregateException { InnerException: { } first }) return Judge(first, operation);
        if (error is RequestFailedException { Status: 407 }) return network.Refused("407");
        // What tinyproxy answers; the service gives each of its answers a name.
        if (place.Proxy is not null && error is RequestFailedException { Status: 401 } by && Header(by, "x-ms-request-id") is null)
            return network.Refused("401");
        return error switch
        {
            RequestFailedException { Status: not 0 } answer => OfAnswer(answer, operation),
            CloneException known => new ServiceFailure(known, ServiceRemedy.None),
            CredentialUnavailableException => Unusable(ErrorId.CloneServiceCredentialMissing, "Entra ID"),
            AuthenticationFailedException => Unusable(ErrorId.CloneServiceCredentialRefused, "Entra ID"),
            _ when network.Judge(error, operation) is { } failure => failure,
            RequestFailedException other => new ServiceFailure(new EntryException(IoProblem.Other, other.ErrorCode ?? "?", operation), ServiceRemedy.None),
            _ => null,
        };
    }

    ServiceFailure OfAnswer(RequestFailedException answer, EntryOperation operation)
    {
        var code = CodeOf(answer);
        if (answer.Status is 401 or 403 && expiry < TimeOf(answer))
            return Unusable(ErrorId.CloneServiceCredentialExpired, expiry.Value.ToString("u", CultureInfo.InvariantCulture));
        if (code is "AuthenticationFailed" or "InvalidAuthenticationInfo" or "NoAuthenticationInformation") return OfCredentials(answer, code);
        if (IdOf(answer, code, operation) is { } id) return Unusable(id, code);
        var problem = ProblemOf(answer.Status, code);
        return new ServiceFailure(new EntryException(problem, code, operation), RemedyOf(answer.Status, problem, code))
        {
            Wait = NetworkErrors.RetryAfter(Header(answer, "Retry-After"), Header(answer, "Date")),
        };
    }

    /// <summary>A wrong key and a wrong clock have one code.</summary>
    ServiceFailure OfCredentials(RequestFailedException answer, string code) => (time.GetUtcNow() - TimeOf(answer)).Duration() > mostSkew
        ? Unusable(ErrorId.CloneServiceClockWrong, code)
        : Unusable(ErrorId.CloneServiceCredentialRefused, code);

    /// <summary>The time of the service, or ours where it says none.</summary>
    DateTimeOffset TimeOf(RequestFailedException answer) =>
        DateTimeOffset.TryParse(Header(answer, "Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said : time.GetUtcNow();

    ServiceFailure Unusable(ErrorId id, string code) => new(new CloneException(id, Name, code), ServiceRemedy.None);

    /// <summary>What makes the whole place unusable; null when it is one blob's matter.</summary>
    static ErrorId? IdOf(RequestFailedException answer, string code, EntryOperation operation) => code switch
    {
        "ContainerNotFound" or "ContainerBeingDeleted" => ErrorId.CloneBucketNotFound,
        "ContainerDisabled" or "AccountIsDisabled" or "AuthorizationSourceIPMismatch" or "AuthorizationProtocolMismatch"
            or "AuthorizationServiceMismatch" => ErrorId.CloneServiceAccessDenied,
        // A signature or a role may leave out one operation; who may not even list may not use the place.
        "AuthorizationFailure" or "AuthorizationPermissionMismatch" or "AuthorizationResourceTypeMismatch" or "InsufficientAccountPermissions"
            or "PublicAccessNotPermitted" when operation == EntryOperation.List => ErrorId.CloneServiceAccessDenied,
        "InvalidResourceName" when operation == EntryOperation.List => ErrorId.CloneServiceAddressInvalid,
        _ when answer.Status == 401 => ErrorId.CloneServiceCredentialRefused,
        _ => null,
    };

    static IoProblem ProblemOf(int status, string code) => code switch
    {
        // Of an upload whose blocks the service has forgotten.
        "BlobNotFound" or "ResourceNotFound" or "InvalidBlockList" or "NoUncommittedBlocks" => IoProblem.NotFound,
        "BlobArchived" or "BlobBeingRehydrated" => IoProblem.Archived,
        "BlobAlreadyExists" => IoProblem.AlreadyExists,
        "ConditionNotMet" or "TargetConditionNotMet" or "SourceConditionNotMet" => IoProblem.ChangedMeanwhile,
        "LeaseIdMissing" or "LeaseIdMismatchWithBlobOperation" or "LeaseLost" => IoProblem.InUse,
        "BlobImmutableDueToPolicy" or "BlobImmutableDueToLegalHold" => IoProblem.AccessDenied,
        "InvalidBlobType" => IoProblem.NameTaken,
        "DirectoryIsNotEmpty" or "SnapshotsPresent" => IoProblem.NotEmpty,
        "Md5Mismatch" or "Crc64Mismatch" => IoProblem.WrittenWrong,
        "RequestBodyTooLarge" or "BlockCountExceedsLimit" => IoProblem.FileTooLarge,
        "InvalidResourceName" or "InvalidUri" => IoProblem.NameNotAllowed,
        "OutOfRangeInput" => IoProblem.NameTooLong,
        "AccountQuotaExceeded" => IoProblem.DiskFull,
        "ServerBusy" or "OperationTimedOut" or "TooManyRequests" or "IngressIsOverAccountLimit" or "EgressIsOverAccountLimit" => IoProblem.Throttled,
        "APINotImplemented" or "FeatureNotSupportedForHierarchicalNamespaceAccounts" or "UnsupportedHttpVerb" => IoProblem.NotSupported,
        _ => OfStatus(status),
    };

    static IoProblem OfStatus(int status) => status switch
    {
        404 => IoProblem.NotFound,
        401 or 403 => IoProblem.AccessDenied,
        412 => IoProblem.ChangedMeanwhile,
        413 => IoProblem.FileTooLarge,
        414 => IoProblem.NameTooLong,
        429 or 503 => IoProblem.Throttled,
        501 => IoProblem.NotSupported,
        408 or >= 500 => IoProblem.DeviceError,
        _ => IoProblem.Other,
    };

    static ServiceRemedy RemedyOf(int status, IoProblem problem, string code) => problem switch
    {
        IoProblem.Throttled => ServiceRemedy.Slow,
        IoProblem.WrittenWrong or IoProblem.DeviceError => ServiceRemedy.Retry,
        // Another copy to the same blob is under way.
        _ when code is "PendingCopyOperation" || (status >= 500 && problem == IoProblem.Other) => ServiceRemedy.Retry,
        _ => ServiceRemedy.None,
    };

    public static string CodeOf(RequestFailedException answer) =>
        string.IsNullOrEmpty(answer.ErrorCode) ? answer.Status.ToString(CultureInfo.InvariantCulture) : answer.ErrorCode!;

    static string? Header(RequestFailedException answer, string name) =>
        answer.GetRawResponse()?.Headers.TryGetValue(name, out var value) == true ? value : null;
}
