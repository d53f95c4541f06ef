#if NET
using System;
using System.Net.Http;
using Amazon.Runtime;
using Clone.Adapters.Services;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// Gives the SDK the one HTTP client of a store, with connections of its own. A client that the SDK is not to keep it asks for with
/// every request, so each call gives the same one: else every request would make a connection.
/// https://github.com/aws/aws-sdk-net/blob/main/sdk/src/Core/Amazon.Runtime/Pipeline/HttpHandler/_netstandard/HttpRequestMessageFactory.cs
/// </summary>
sealed class S3HttpClients(ProxyServer? proxy, ObjectStoreOptions options) : HttpClientFactory, IDisposable
{
    readonly Lazy<HttpClient> client = new(() => ServiceHttp.Open(proxy, options));

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client.Value;

    /// <summary>One client a store: no other store may share its connections, which may be another account's.</summary>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }
}
#endif
