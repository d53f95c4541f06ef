using System;
using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// What failures of the SDK and of the network mean, in one place. Codes:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
/// </summary>
sealed class S3Errors(S3Place place)
{
    readonly NetworkErrors network = new(AddressOf(place), place.Proxy);

    string Name => place.Endpoint is null ? place.Bucket : place.Bucket + " (" + place.Endpoint.Host + ")";

    /// <summary>The meaning; null for an exception that comes from neither.</summary>
    public ServiceFailure? Judge(Exception error, EntryOperation operation)
    {
        if (error is AmazonServiceException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired }) return network.Refused("407");
        // What tinyproxy answers; S3 has no such answer.
        if (place.Proxy is not null && error is AmazonServiceException { StatusCode: HttpStatusCode.Unauthorized }) return network.Refused("401");
        return error switch
        {
            AmazonServiceException { StatusCode: not 0 } answer => OfAnswer(answer, operation),
            CloneException known => new ServiceFailure(known, ServiceRemedy.None),
            _ when network.Judge(error, operation) is { } failure => failure,
            AmazonClientException client => OfClient(client, operation),
            _ => null,
        };
    }

    ServiceFailure OfAnswer(AmazonServiceException answer, EntryOperation operation)
    {
        var code = CodeOf(answer);
        if (IdOf(answer, code, operation) is { } id) return new ServiceFailure(Unusable(id, answer, code), ServiceRemedy.None);
        var problem = ProblemOf(answer, code);
        return new ServiceFailure(new EntryException(problem, code, operation), RemedyOf(answer, problem, code))
        {
            Wait = NetworkErrors.RetryAfter(Header(answer, "Retry-After"), Header(answer, "Date")),
        };
    }

    CloneException Unusable(ErrorId id, AmazonServiceException answer, string code) => id switch
    {
        ErrorId.CloneServiceRegionWrong => new CloneException(id, Name, RegionOf(answer) ?? code),
        _ => new CloneException(id, Name, code),
    };

    /// <summary>What makes the whole place unusable; null when it is one object's matter.</summary>
    static ErrorId? IdOf(AmazonServiceException answer, string code, EntryOperation operation) => code switch
    {
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" or "TokenRefreshRequired"
            or "InvalidClientTokenId" or "UnrecognizedClientException" or "InvalidSecurity" or "NotSignedUp" => ErrorId.CloneServiceCredentialRefused,
        "RequestTimeTooSkewed" or "RequestExpired" => ErrorId.CloneServiceClockWrong,
        "NoSuchBucket" => ErrorId.CloneBucketNotFound,
        "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "Redirect"
            or "TemporaryRedirect" or "MovedPermanently" => ErrorId.CloneServiceRegionWrong,
        "InvalidBucketName" => ErrorId.CloneServiceAddressInvalid,
        "AccountProblem" or "AllAccessDisabled" => ErrorId.CloneServiceAccessDenied,
        // A key or a policy may hide one object; who may not even list may not use the place.
        "AccessDenied" or "Forbidden" when operation == EntryOperation.List => ErrorId.CloneServiceAccessDenied,
        _ when answer.StatusCode == HttpStatusCode.MovedPermanently => ErrorId.CloneServiceRegionWrong,
        _ when answer.StatusCode == HttpStatusCode.Unauthorized => ErrorId.CloneServiceCredentialRefused,
        _ => null,
    };

    static IoProblem ProblemOf(AmazonServiceException answer, string code) => code switch
    {
        "NoSuchKey" or "NoSuchVersion" or "NoSuchUpload" or "NotFound" => IoProblem.NotFound,
        "AccessDenied" or "Forbidden" => IoProblem.AccessDenied,
        "InvalidObjectState" or "ObjectNotInActiveTierError" => IoProblem.Archived,
        "PreconditionFailed" or "ConditionalRequestConflict" or "OperationAborted" => IoProblem.ChangedMeanwhile,
        "KeyTooLongError" or "KeyTooLong" or "URITooLong" or "InvalidURI" => IoProblem.NameTooLong,
        "XMinioInvalidObjectName" or "InvalidObjectName" => IoProblem.NameNotAllowed,
        "EntityTooLarge" => IoProblem.FileTooLarge,
        "QuotaExceeded" or "XMinioStorageFull" or "InsufficientStorage" => IoProblem.DiskFull,
        "NotImplemented" or "MethodNotAllowed" => IoProblem.NotSupported,
        "BadDigest" or "InvalidDigest" or "XAmzContentSHA256Mismatch" or "XAmzContentChecksumMismatch" => IoProblem.WrittenWrong,
        "SlowDown" or "Throttling" or "ThrottlingException" or "TooManyRequests" or "RequestLimitExceeded" or "ServiceUnavailable"
            or "BandwidthLimitExceeded" or "EC2ThrottledException" => IoProblem.Throttled,
        _ => OfStatus((int)answer.StatusCode),
    };

    static IoProblem OfStatus(int status) => status switch
    {
        404 => IoProblem.NotFound,
        401 or 403 => IoProblem.AccessDenied,
        409 or 412 => IoProblem.ChangedMeanwhile,
        413 => IoProblem.FileTooLarge,
        414 => IoProblem.NameTooLong,
        429 or 503 => IoProblem.Throttled,
        507 => IoProblem.DiskFull,
        501 => IoProblem.NotSupported,
        408 or >= 500 => IoProblem.DeviceError,
        _ => IoProblem.Other,
    };

    static ServiceRemedy RemedyOf(AmazonServiceException answer, IoProblem problem, string code) => problem switch
    {
        IoProblem.Throttled => ServiceRemedy.Slow,
        _ when code is "RequestTimeout" or "RequestTimeoutException" => ServiceRemedy.Slow,
        // Another request for the same key is under way at the service.
        _ when code is "ConditionalRequestConflict" or "OperationAborted" => ServiceRemedy.Retry,
        IoProblem.WrittenWrong or IoProblem.DeviceError => ServiceRemedy.Retry,
        _ when (int)answer.StatusCode >= 500 && problem == IoProblem.Other => ServiceRemedy.Retry,
        _ => ServiceRemedy.None,
    };

    ServiceFailure OfClient(AmazonClientException error, EntryOperation operation) =>
        error.Message.Contains("credential") || error.Message.Contains("Credential") || error.Message.Contains("AssumeRole")
            ? new ServiceFailure(new CloneException(ErrorId.CloneServiceCredentialMissing, Name, error.Message), ServiceRemedy.None)
            : new ServiceFailure(new EntryException(IoProblem.Other, error.GetType().Name, operation, error), ServiceRemedy.None);

    static string AddressOf(S3Place place) => place.Endpoint is null ? "AWS" : place.Endpoint.GetLeftPart(UriPartial.Authority);

    static string CodeOf(AmazonServiceException answer) =>
        string.IsNullOrEmpty(answer.ErrorCode)
            ? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)
            : answer.ErrorCode;

    static string? RegionOf(AmazonServiceException answer) => Header(answer, "x-amz-bucket-region");

    static string? Header(AmazonServiceException answer, string name) =>
        NetworkErrors.Find<HttpErrorResponseException>(answer)?.Response is { } response && response.IsHeaderPresent(name)
            ? response.GetHeaderValue(name)
            : null;
}
