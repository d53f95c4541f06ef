#if NET
using System.Net.Http;
using Amazon.Runtime;
using Clone.Adapters.Services;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>Makes the HTTP client of one store, with connections of its own.</summary>
sealed class S3HttpClients(ProxyServer? proxy, ObjectStoreOptions options) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => ServiceHttp.Open(proxy, options);

    /// <summary>One client a store: no other store may share its connections, which may be another account's.</summary>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
#endif
