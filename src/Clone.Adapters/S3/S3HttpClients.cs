#if NET
using System.Net;
using System.Net.Http;
using System.Threading;
using Amazon.Runtime;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>Makes the HTTP client of one store, with connections of its own.</summary>
sealed class S3HttpClients(ProxyServer? proxy, ObjectStoreOptions options) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MostAtOnce,
            UseCookies = false,
            UseProxy = proxy is not null,
        };
        if (proxy is not null)
            handler.Proxy = new WebProxy(proxy.Address) { Credentials = S3Configuration.CredentialsOf(proxy) };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>One client a store: no other store may share its connections, which may be another account's.</summary>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
#endif
