using System;
using System.Text;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// Sends the proxy's credentials with the first try of each request. A proxy that asks for them after a body was sent
/// would get the request without its body: the SDK's streams are read once. Over https they go to the proxy with
/// CONNECT alone, by the system's own hand, and never to the service.
/// </summary>
sealed class ProxyAuthorization(ProxyServer proxy) : PipelineHandler
{
    const string Header = "Proxy-Authorization";

    readonly string value = "Basic " + Convert.ToBase64String(
        Encoding.UTF8.GetBytes(proxy.UserName + ":" + proxy.Password?.Reveal()));

    public static bool IsNeeded(ProxyServer? proxy, string? serviceUrl) =>
        proxy?.UserName is not null && serviceUrl is not null && serviceUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    public override void InvokeSync(IExecutionContext executionContext)
    {
        Add(executionContext);
        base.InvokeSync(executionContext);
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Add(executionContext);
        return base.InvokeAsync<T>(executionContext);
    }

    /// <summary>After the signature, which the proxy takes the header away from.</summary>
    void Add(IExecutionContext context)
    {
        var request = context.RequestContext.Request;
        if (string.Equals(request.Endpoint.Scheme, "http", StringComparison.OrdinalIgnoreCase)) request.Headers[Header] = value;
    }
}
