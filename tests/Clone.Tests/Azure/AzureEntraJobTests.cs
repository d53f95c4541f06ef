using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Clone.Tests.Folders;
using Clone.Tests.S3;
using Clone.Tests.Shell;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>
/// Jobs and restores with Entra ID from end to end: an application with a secret or a certificate asks the token service, and the token
/// opens a container over https. Neither is written down anywhere.
/// </summary>
public sealed class AzureEntraJobTests : IAsyncLifetime
{
    const string Tenant = "5d3a1f0e-7a54-4f0c-9a64-6f1a86a5b001";
    const string Client = "0d2b54c6-3b77-4c4e-9a0f-1f3c2f7f7c02";
    const string Secret = "client~secret~of~the~application";

    const string Job = """
        $ErrorActionPreference = 'Stop'
        New-CloneJob -Name Data -Source $args[0] -AzureContainer container -AzureAccount $args[2] -Endpoint $args[1] -UseEntraId | Out-Null
        (Start-CloneSync Data).Result
        (Start-CloneSync Data).Skipped
        (Restore-CloneFromAzure Data $args[3]).Result
        (Restore-CloneFromAzure -AzureContainer container -AzureAccount $args[2] -Endpoint $args[1] -UseEntraId -Destination $args[4]).Result
        Get-CloneLog | Format-List -Property * -Force | Out-String
        Get-CloneJob Data | Format-List -Property * -Force | Out-String
        """;

    readonly TempFolder folder = new();
    readonly int port = Radosgw.FreePorts(1)[0];
    readonly string token = AzureEntraTests.Token();
    X509Certificate2 certificate = null!;
    TestServer? server;

    string Endpoint => "https://127.0.0.1:" + port + "/" + Azurite.Account;

    public async ValueTask InitializeAsync()
    {
        if (Azurite.Missing() is { } reason) Assert.Skip(reason);
        var (text, key) = TestCertificate.Make(TokenService.Host);
        folder.File("certificate.pem", text);
        folder.File("key.pem", key);
        folder.File("both.pem", text + "\n" + key);
        certificate = X509Certificate2.CreateFromPem(text, key);
        server = await TestServer.StartAsync("azurite.sh", folder, [port.ToString(), Azurite.Program()]);
        using var trusting = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        var container = new BlobContainerClient(
            $"DefaultEndpointsProtocol=https;AccountName={Azurite.Account};AccountKey={Azurite.Key};BlobEndpoint={Endpoint};", "container",
            new BlobClientOptions { Transport = new HttpClientTransport(trusting) });
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        certificate?.Dispose();
        folder.Dispose();
        return default;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_and_restores_by_an_application_that_tells_its_token_to_nobody(bool byCertificate)
    {
        await using var tokens = new TokenService(certificate, _ => Answer(200, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"{{token}}"}"""));
        var source = Path.Combine(folder.Path, "source");
        Directory.CreateDirectory(source);
        for (var i = 0; i < 20; i++) File.WriteAllText(Path.Combine(source, "file " + i), "text " + i);
        var result = Run(tokens, byCertificate, source);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var lines = result.Output.Split('\n').Select(line => line.TrimEnd('\r')).Take(4);
        Assert.Equal(["Succeeded", "20", "Succeeded", "Succeeded"], lines);
        foreach (var restored in new[] { "restored", "anew" })
            Assert.Equal(20, Directory.GetFiles(Path.Combine(folder.Path, restored)).Length);
        var asked = tokens.Requests.Where(request => request.Method == "POST").ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, request => Assert.Equal("/" + Tenant + "/oauth2/v2.0/token", request.Target));
        var said = Encoding.UTF8.GetString(asked[0].Body);
        Assert.Contains(byCertificate ? "client_assertion=" : "client_secret=", said, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("https://storage.azure.com/.default"), said, StringComparison.OrdinalIgnoreCase);
        AssertNowhere(result);
    }

    [Fact]
    public async Task A_secret_that_is_refused_is_said_without_it()
    {
        await using var tokens = new TokenService(certificate, _ => Answer(
            401, $$"""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: {{Secret}}","error_codes":[7000215]}"""));
        var source = Path.Combine(folder.Path, "source");
        Directory.CreateDirectory(source);
        var result = Run(tokens, byCertificate: false, source);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("CloneServiceCredentialRefused", result.Output + result.Errors, StringComparison.Ordinal);
        AssertNowhere(result);
    }

    ShellResult Run(TokenService tokens, bool byCertificate, string source)
    {
        var script = folder.File("job.ps1", "try {\n" + Job + "\n} catch { $_.FullyQualifiedErrorId; $_ | Format-List -Force | Out-String; exit 1 }");
        var variables = new Dictionary<string, string?>
        {
            ["CLONE_HOME"] = Path.Combine(folder.Path, "clone"), ["HOME"] = folder.Path, ["SSL_CERT_FILE"] = Path.Combine(folder.Path, "certificate.pem"),
            ["HTTPS_PROXY"] = tokens.Address.AbsoluteUri, ["NO_PROXY"] = null, ["AZURE_TOKEN_CREDENTIALS"] = "EnvironmentCredential",
            ["AZURE_TENANT_ID"] = Tenant, ["AZURE_CLIENT_ID"] = Client,
            ["AZURE_CLIENT_SECRET"] = byCertificate ? null : Secret,
            ["AZURE_CLIENT_CERTIFICATE_PATH"] = byCertificate ? Path.Combine(folder.Path, "both.pem") : null,
        };
        using var shell = ShellProcess.Start(
            [script, source, Endpoint, Azurite.Account, Path.Combine(folder.Path, "restored"), Path.Combine(folder.Path, "anew")], variables);
        return shell.End();
    }

    /// <summary>Neither in what was shown nor in any file that Clone keeps.</summary>
    void AssertNowhere(ShellResult result)
    {
        var written = new List<string> { result.Output, result.Errors };
        var home = Path.Combine(folder.Path, "clone");
        if (Directory.Exists(home)) written.AddRange(Directory.GetFiles(home, "*", SearchOption.AllDirectories).Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path))));
        var signature = token[(token.IndexOf('.') + 1)..];
        Assert.All(written, text =>
        {
            Assert.DoesNotContain(signature, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        });
    }

    static StubAnswer Answer(int status, string json) => new(status, json, ("Content-Type", "application/json"));
}
