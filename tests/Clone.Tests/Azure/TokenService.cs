using System;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Clone.Tests.S3;

namespace Clone.Tests.Azure;

/// <summary>
/// The token service of Microsoft Entra ID in small, as the HTTP proxy by which a process goes to it: whatever host is asked for, it
/// answers itself, over TLS, with a certificate that the process is told to trust. Nothing leaves this machine.
/// </summary>
sealed class TokenService(X509Certificate2 certificate, Func<RecordedRequest, StubAnswer> onToken) : StubServer(request => Answer(request, onToken))
{
    /// <summary>Where applications ask for tokens.</summary>
    public const string Host = "login.microsoftonline.com";

    protected override async Task<Stream> SecureAsync(Stream connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await connection.ReadAsync(one, Ending) == 1) head.Append((char)one[0]);
        if (!head.ToString().StartsWith("CONNECT " + Host + ":443 ", StringComparison.Ordinal)) throw new IOException("asked for: " + head);
        await connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), Ending);
        var secure = new SslStream(connection);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Ending);
        return secure;
    }

    static StubAnswer Answer(RecordedRequest request, Func<RecordedRequest, StubAnswer> onToken)
    {
        if (request.Method == "POST") return onToken(request);
        const string Known = $$"""
            {"tenant_discovery_endpoint":"https://{{Host}}/tenant/v2.0/.well-known/openid-configuration","api-version":"1.1",
            "metadata":[{"preferred_network":"{{Host}}","preferred_cache":"login.windows.net","aliases":["{{Host}}","login.windows.net"]}]}
            """;
        return new StubAnswer(200, Known, ("Content-Type", "application/json"));
    }
}
