#if NET
using System;
#endif
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>The SDK's client, which brings the proxy's credentials with each request over plain http.</summary>
sealed class S3Client : AmazonS3Client
{
#if NET
    readonly HttpClientFactory http;

#endif
    S3Client(AWSCredentials credentials, AmazonS3Config config, ProxyServer? proxy)
        : base(credentials, config)
    {
#if NET
        http = config.HttpClientFactory;
#endif
        if (ProxyAuthorization.IsNeeded(proxy, config.ServiceURL)) RuntimePipeline.AddHandlerAfter<Signer>(new ProxyAuthorization(proxy!));
    }

    public static S3Client Create(S3Place place, AWSCredentials credentials, ObjectStoreOptions options) =>
        new(credentials, S3Configuration.Of(place, options), place.Proxy);
#if NET

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) (http as IDisposable)?.Dispose();
    }
#endif
}
