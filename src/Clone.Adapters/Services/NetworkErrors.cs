using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Services;

/// <summary>What failures of the network and of a proxy mean, whatever the service.</summary>
/// <param name="address">The service's address for people.</param>
/// <param name="proxy">The proxy; null for none.</param>
sealed class NetworkErrors(string address, ProxyServer? proxy)
{
    static readonly string[] RefusingStatuses = ["401", "403", "407"];

    /// <summary>The failure of a read of an answer's body; null for an exception that is none of the network's.</summary>
    public static EntryException? OfReading(Exception error) => error switch
    {
        EntryException => null,
        IOException or HttpRequestException or WebException or SocketException or ObjectDisposedException
            or Amazon.Runtime.AmazonClientException or RequestFailedException or AggregateException =>
            new EntryException(IoProblem.DeviceError, Socket(error)?.SocketErrorCode.ToString() ?? "ECONNRESET", EntryOperation.Read, error as SocketException),
        _ => null,
    };

    /// <summary>A connection that was not made, or broke; null when the exception tells of none.</summary>
    public ServiceFailure? Judge(Exception error, EntryOperation operation)
    {
        if (error is TimeoutException)
            return Unanswered("ETIMEDOUT", operation);
        if (Find<AuthenticationException>(error) is { } trust)
            return new ServiceFailure(new CloneException(ErrorId.CloneServiceNotTrusted, address, trust.Message), ServiceRemedy.None);
        if (ProxyRefusal(error) is { } answer) return Refused(answer);
        var socket = Socket(error);
        var code = socket?.SocketErrorCode.ToString() ?? Find<WebException>(error)?.Status.ToString() ?? "ECONNRESET";
        if (NeverConnected(error, socket))
            return new ServiceFailure(new EntryException(IoProblem.DeviceError, code, operation), ServiceRemedy.Retry)
            {
                Unreached = Unreached(error, socket?.Message ?? code),
            };
        // A link that resets is often one that is given too much.
        return socket is not null || Find<IOException>(error) is not null || Find<HttpRequestException>(error) is not null
            || Find<WebException>(error) is not null
            ? Unanswered(code, operation)
            : null;
    }

    /// <summary>How long a service asks to wait: seconds or a date (RFC 9110, 10.2.3).</summary>
    /// <param name="text">What it says; null when it says nothing.</param>
    /// <param name="date">Its own time.</param>
    public static TimeSpan? RetryAfter(string? text, string? date)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            && time > now
            ? time - now
            : null;
    }

    /// <summary>The proxy does not accept its credentials, or lets nobody through.</summary>
    public ServiceFailure Refused(string answer) => new(
        new CloneException(ErrorId.CloneProxyRefused, proxy?.Address.GetLeftPart(UriPartial.Authority) ?? address, answer), ServiceRemedy.None);

    /// <summary>A connection that was there and brought no answer; the proxy's, where there is one, is not told from the service's.</summary>
    ServiceFailure Unanswered(string code, EntryOperation operation) => new(new EntryException(IoProblem.DeviceError, code, operation), ServiceRemedy.Slow)
    {
        Unanswered = new CloneException(ErrorId.CloneServiceUnreachable, address, code),
    };

    /// <summary>Whoever does not answer: with a proxy it is that, but where it could not make its way to the service.</summary>
    CloneException Unreached(Exception error, string words) => proxy is not null && !IsTunnelError(Find<HttpRequestException>(error))
        ? new CloneException(ErrorId.CloneProxyUnreachable, proxy.Address.GetLeftPart(UriPartial.Authority), words)
        : new CloneException(ErrorId.CloneServiceUnreachable, address, words);

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

    /// <summary>The first of a kind in a chain of exceptions; null when there is none.</summary>
    public static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found) return found;
        return null;
    }
}
