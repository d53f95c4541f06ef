using System;
using System.Collections.Generic;
using System.IO;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Clone.Adapters.Azure;

/// <summary>
/// Lets through what a store asks for, and nothing else: the SDK's streams would ask for the rest of a broken answer by
/// themselves, at once and uncounted. Says the MD5 of contents, which the SDK says only of what it can be sure not to cut in blocks.
/// </summary>
sealed class AskedRequestsPolicy : HttpPipelineSynchronousPolicy
{
    const string Asked = "Clone.Asked";

    static readonly byte[] none = [];

    /// <summary>Requests that are begun until it is disposed of are asked for.</summary>
    /// <param name="md5">MD5 of what they send, for the service to compare; null to say none.</param>
    public static IDisposable Ask(byte[]? md5 = null) =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Asked] = md5 ?? none });

    public override void OnSendingRequest(HttpMessage message)
    {
        if (!message.TryGetProperty(Asked, out var md5)) throw new IOException("ECONNRESET");
        if (md5 is byte[] { Length: > 0 } known) message.Request.Headers.SetValue("Content-MD5", Convert.ToBase64String(known));
    }
}
