using System;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// Sends the proxy's credentials with the first try of each request over plain http, so that no body goes in vain. Over https they
/// go to the proxy with CONNECT alone, by the system's own hand, and never to the service.
/// </summary>
sealed class ProxyAuthorizationPolicy(ProxyServer proxy) : HttpPipelineSynchronousPolicy
{
    readonly string value = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(proxy.UserName + ":" + proxy.Password?.Reveal()));

    public override void OnSendingRequest(HttpMessage message)
    {
        if (string.Equals(message.Request.Uri.Scheme, "http", StringComparison.OrdinalIgnoreCase))
            message.Request.Headers.SetValue("Proxy-Authorization", value);
    }
}
