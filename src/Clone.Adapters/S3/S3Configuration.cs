using System;
using System.Threading;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>The SDK's settings for a place.</summary>
static class S3Configuration
{
    /// <summary>What services other than AWS are signed for when nothing else is said; most ignore it.</summary>
    const string DefaultRegion = "us-east-1";

    public static AmazonS3Config Of(S3Place place, ObjectStoreOptions options)
    {
        var config = new AmazonS3Config
        {
            // The store tries again by itself, so that counts of requests are exact and pauses are the engine's.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            // A wrong clock is said, not mended.
            DisableClockSkewCorrection = true,
            DisableLogging = true,
            AllowAutoRedirect = false,
            // Times without a byte are watched by the store; a whole request may take as long as its body is large.
            Timeout = Timeout.InfiniteTimeSpan,
            ForcePathStyle = place.PathStyle ?? place.Endpoint is not null,
        };
        if (!place.IsAws)
        {
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }
        SetAddress(config, place);
        SetConnections(config, place, options);
        return config;
    }

    static void SetAddress(AmazonS3Config config, S3Place place)
    {
        if (place.Endpoint is null)
        {
            if (place.Region is { } region) config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            return;
        }
        if (!place.Endpoint.IsAbsoluteUri || place.Endpoint.Scheme is not ("http" or "https"))
            throw new CloneException(ErrorId.CloneServiceAddressInvalid, place.Endpoint.OriginalString, "http:// https://");
        if (place.Endpoint.UserInfo.Length > 0)
            throw new CloneException(ErrorId.CloneServiceAddressInvalid, place.Endpoint.Host, "user:password@");
        var address = new UriBuilder(place.Endpoint);
        if (place.Port is { } port) address.Port = port;
        config.ServiceURL = address.Uri.AbsoluteUri;
        config.AuthenticationRegion = place.Region ?? DefaultRegion;
    }

#if NET
    static void SetConnections(AmazonS3Config config, S3Place place, ObjectStoreOptions options) =>
        config.HttpClientFactory = new S3HttpClients(place.Proxy, options);
#else
    static void SetConnections(AmazonS3Config config, S3Place place, ObjectStoreOptions options)
    {
        config.ConnectionLimit = options.MostAtOnce;
        config.ReadWriteTimeout = options.IdleTimeout;
        if (place.Proxy is not { } proxy) return;
        config.ProxyHost = proxy.Address.Host;
        config.ProxyPort = proxy.Address.Port;
        config.ProxyCredentials = Services.ServiceHttp.CredentialsOf(proxy);
    }
#endif
}
