using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>
/// Entra ID by way of a machine's identity, whose service the test makes up, to Azurite over https, which looks at the tokens but for
/// their signature.
/// </summary>
public sealed class AzureEntraTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly int port = Radosgw.FreePorts(1)[0];

    public void Dispose() => folder.Dispose();

    string Endpoint => "https://127.0.0.1:" + port + "/" + Azurite.Account;

    [Fact]
    public async Task The_identity_of_a_machine_opens_the_place_and_without_one_that_is_said()
    {
        if (Azurite.Missing() is { } reason) Assert.Skip(reason);
        var (certificate, key) = TestCertificate.Make();
        folder.File("certificate.pem", certificate);
        folder.File("key.pem", key);
        using var server = await TestServer.StartAsync("azurite.sh", folder, [port.ToString(), Azurite.Program()]);
        await MakeContainerAsync();
        await using var identities = new StubServer(_ => new StubAnswer(
            200, $$"""{"access_token":"{{Token()}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}","resource":"https://storage.azure.com","token_type":"Bearer"}""",
            ("Content-Type", "application/json")));
        string[] trust = ["SSL_CERT_FILE=" + folder["certificate.pem"], "HOME=" + folder.Path, "AZURE_TOKEN_CREDENTIALS=ManagedIdentityCredential"];
        Assert.Equal("good", await UseAsync([.. trust, "IDENTITY_ENDPOINT=" + identities.Address + "msi/token", "IDENTITY_HEADER=x"]));
        Assert.Contains("storage.azure.com", Assert.Single(identities.Requests).Target, StringComparison.Ordinal);
        await using var refusing = new StubServer(_ => new StubAnswer(400, "{}", ("Content-Type", "application/json")));
        var said = await UseAsync([.. trust, "IDENTITY_ENDPOINT=" + refusing.Address + "msi/token", "IDENTITY_HEADER=x"]);
        Assert.Matches("^CloneServiceCredential(Missing|Refused) ", said);
    }

    async Task MakeContainerAsync()
    {
        using var trusting = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        var container = new BlobContainerClient(
            $"DefaultEndpointsProtocol=https;AccountName={Azurite.Account};AccountKey={Azurite.Key};BlobEndpoint={Endpoint};", "container",
            new BlobClientOptions { Transport = new HttpClientTransport(trusting) });
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    async Task<string> UseAsync(string[] variables)
    {
        using var process = OtherProcess.StartUnder(["env", .. variables], "azure-use", Endpoint, "container");
        var lines = await process.ReadToEndAsync();
        await process.EndAsync();
        return Assert.Single(lines);
    }

    /// <summary>A token with what Azurite looks at.</summary>
    public static string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string[] parts =
        [
            """{"alg":"RS256","typ":"JWT"}""",
            $$"""{"aud":"https://storage.azure.com","iss":"https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/","iat":{{now - 60}},"nbf":{{now - 60}},"exp":{{now + 3600}},"appid":"x","oid":"y","tid":"z"}""",
            "signature",
        ];
        return string.Join('.', parts.Select(part => Convert.ToBase64String(Encoding.UTF8.GetBytes(part)).TrimEnd('=').Replace('+', '-').Replace('/', '_')));
    }
}
