using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// What failures of the SDK and of the network mean, in one place. Codes:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
/// </summary>
sealed class S3Errors(S3Place place)
{
    static readonly string[] RefusingStatuses = ["401", "403", "407"];

    string Name => place.Endpoint is null ? place.Bucket : place.Bucket + " (" + place.Endpoint.Host + ")";

    string Address => place.Endpoint is null ? "AWS" : place.Endpoint.GetLeftPart(UriPartial.Authority);

    /// <summary>The meaning; null for an exception that comes from neither.</summary>
    public ServiceFailure? Judge(Exception error, EntryOperation operation)
    {
        if (error is AmazonServiceException { StatusCode: HttpStatusCode.ProxyAuthenticationRequired }) return Refused("407");
        // What tinyproxy answers; S3 has no such answer.
        if (place.Proxy is not null && error is AmazonServiceException { StatusCode: HttpStatusCode.Unauthorized }) return Refused("401");
        return error switch
        {
            AmazonServiceException { StatusCode: not 0 } answer => OfAnswer(answer, operation),
            CloneException known => new ServiceFailure(known, ServiceRemedy.None),
            _ when OfNetwork(error, operation) is { } failure => failure,
            AmazonClientException client => OfClient(client, operation),
            _ => null,
        };
    }

    /// <summary>The failure of a read of an answer's body; null for an exception that is none of the network's.</summary>
    public static EntryException? OfReading(Exception error) => error switch
    {
        EntryException => null,
        IOException or HttpRequestException or AmazonClientException or WebException or SocketException or ObjectDisposedException =>
            new EntryException(IoProblem.DeviceError, Socket(error)?.SocketErrorCode.ToString() ?? "ECONNRESET", EntryOperation.Read, Masked(error)),
        _ => null,
    };

    static Exception? Masked(Exception error) => error as SocketException;

    ServiceFailure OfAnswer(AmazonServiceException answer, EntryOperation operation)
    {
        var code = CodeOf(answer);
        if (IdOf(answer, code, operation) is { } id) return new ServiceFailure(Unusable(id, answer, code), ServiceRemedy.None);
        var problem = ProblemOf(answer, code);
        return new ServiceFailure(new EntryException(problem, code, operation), RemedyOf(answer, problem, code)) { Wait = RetryAfter(answer) };
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

    /// <summary>A connection that was not made, or broke; null when the exception tells of none.</summary>
    ServiceFailure? OfNetwork(Exception error, EntryOperation operation)
    {
        if (error is TimeoutException)
            return new ServiceFailure(new EntryException(IoProblem.DeviceError, "ETIMEDOUT", operation), ServiceRemedy.Slow);
        if (Find<AuthenticationException>(error) is { } trust)
            return new ServiceFailure(new CloneException(ErrorId.CloneServiceNotTrusted, Address, trust.Message), ServiceRemedy.None);
        if (ProxyRefusal(error) is { } answer) return Refused(answer);
        var socket = Socket(error);
        var code = socket?.SocketErrorCode.ToString() ?? Find<WebException>(error)?.Status.ToString() ?? "ECONNRESET";
        var broken = new EntryException(IoProblem.DeviceError, code, operation);
        if (NeverConnected(error, socket))
            return new ServiceFailure(broken, ServiceRemedy.Retry)
            {
                Unreached = Unreached(error, socket?.Message ?? code),
            };
        // A link that resets is often one that is given too much.
        return socket is not null || Find<IOException>(error) is not null || Find<HttpRequestException>(error) is not null
            || Find<WebException>(error) is not null
            ? new ServiceFailure(broken, ServiceRemedy.Slow)
            : null;
    }

    ServiceFailure OfClient(AmazonClientException error, EntryOperation operation) =>
        error.Message.Contains("credential") || error.Message.Contains("Credential") || error.Message.Contains("AssumeRole")
            ? new ServiceFailure(new CloneException(ErrorId.CloneServiceCredentialMissing, Name, error.Message), ServiceRemedy.None)
            : new ServiceFailure(new EntryException(IoProblem.Other, error.GetType().Name, operation, error), ServiceRemedy.None);

    /// <summary>Whoever does not answer: with a proxy it is that, but where it could not make its way to the service.</summary>
    CloneException Unreached(Exception error, string words) =>
        place.Proxy is { } proxy && !IsTunnelError(Find<HttpRequestException>(error))
            ? new CloneException(ErrorId.CloneProxyUnreachable, proxy.Address.GetLeftPart(UriPartial.Authority), words)
            : new CloneException(ErrorId.CloneServiceUnreachable, Address, words);

    ServiceFailure Refused(string answer) => new(
        new CloneException(ErrorId.CloneProxyRefused, place.Proxy?.Address.GetLeftPart(UriPartial.Authority) ?? Address, answer), ServiceRemedy.None);

    /// <summary>How the proxy answered when it was asked for the way to an https address; null when it did not refuse.</summary>
    static string? ProxyRefusal(Exception error)
    {
        if (Find<WebException>(error)?.Response is HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired }) return "407";
        // Only the words of the exception hold the status, in every language.
        var words = IsTunnelError(Find<HttpRequestException>(error)) ? Find<HttpRequestException>(error)!.Message : "";
        return Array.Find(RefusingStatuses, words.Contains);
    }

#if NET
    static bool IsTunnelError(HttpRequestException? error) => error?.HttpRequestError == HttpRequestError.ProxyTunnelError;

    static bool NeverConnected(Exception error, SocketException? socket) => Find<HttpRequestException>(error) switch
    {
        { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError } => true,
        _ => IsConnectError(socket),
    };
#else
    static bool IsTunnelError(HttpRequestException? error) => false;

    static bool NeverConnected(Exception error, SocketException? socket) =>
        Find<WebException>(error)?.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure || IsConnectError(socket);
#endif

    static bool IsConnectError(SocketException? socket) => socket?.SocketErrorCode is SocketError.ConnectionRefused
        or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NoData or SocketError.TryAgain;

    static SocketException? Socket(Exception error) => Find<SocketException>(error);

    static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found) return found;
        return null;
    }

    static string CodeOf(AmazonServiceException answer) =>
        string.IsNullOrEmpty(answer.ErrorCode)
            ? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)
            : answer.ErrorCode;

    static string? RegionOf(AmazonServiceException answer) => Header(answer, "x-amz-bucket-region");

    /// <summary>Seconds or a date: RFC 9110, 10.2.3.</summary>
    static TimeSpan? RetryAfter(AmazonServiceException answer)
    {
        if (Header(answer, "Retry-After") is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && Header(answer, "Date") is { } date
            && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            && time > now
            ? time - now
            : null;
    }

    static string? Header(AmazonServiceException answer, string name) =>
        Find<HttpErrorResponseException>(answer)?.Response is { } response && response.IsHeaderPresent(name)
            ? response.GetHeaderValue(name)
            : null;
}
