using System.Net;
using System.Net.Http;
using System.Threading;
using Clone.Engine.Objects;

namespace Clone.Adapters.Services;

/// <summary>Makes the HTTP client of one store, with connections of its own.</summary>
static class ServiceHttp
{
    /// <summary>Opens it.</summary>
    public static HttpClient Open(ProxyServer? proxy, ObjectStoreOptions options)
    {
#if NET
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
#else
        var handler = new HttpClientHandler
        {
#endif
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = options.MostAtOnce,
            UseCookies = false,
            UseProxy = proxy is not null,
        };
        if (proxy is not null) handler.Proxy = new WebProxy(proxy.Address) { Credentials = CredentialsOf(proxy) };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the proxy asks for; null for nothing.</summary>
    public static NetworkCredential? CredentialsOf(ProxyServer proxy) =>
        proxy.UserName is { } name ? new NetworkCredential(name, proxy.Password?.Reveal() ?? "") : null;
}
