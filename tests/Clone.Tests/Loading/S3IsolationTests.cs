using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Tests.Folders;
using Clone.Tests.S3;
using Clone.Tests.Shell;
using Xunit;

namespace Clone.Tests.Loading;

/// <summary>What AWSSDK.Core loads by name is found where the module keeps its libraries.</summary>
public sealed class S3IsolationTests
{
    const string Script = """
        param([string] $Endpoint)
        $ErrorActionPreference = 'Stop'
        [void](Initialize-CloneNode -Role Master)
        foreach ($each in [Runtime.Loader.AssemblyLoadContext]::All) { if ($each.Name -eq 'Clone.Adapters') { $context = $each } }
        foreach ($name in 'AWSSDK.SecurityToken', 'AWSSDK.SSO', 'AWSSDK.SSOOIDC') {
            $found = $context.LoadFromAssemblyName([Reflection.AssemblyName]::new($name))
            "found $name $([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($found).Name)"
        }
        foreach ($each in $context.Assemblies) { if ($each.GetName().Name -eq 'Clone.Adapters') { $adapters = $each } }
        $secret = [Clone.Engine.Objects.Secret]::new('secret')
        $role = [Clone.Engine.Objects.S3Credentials+Role]::new('arn:aws:iam::123456789012:role/clone', [Clone.Engine.Objects.S3Credentials+AccessKey]::new('CALLER', $secret, $null), $null)
        $place = [Clone.Engine.Objects.S3Place]@{ Bucket = 'bucket'; Endpoint = [Uri]$Endpoint }
        $store = [Activator]::CreateInstance($adapters.GetType('Clone.Adapters.AdapterSet')).OpenS3($place, $role, [Clone.Engine.Objects.ObjectStoreOptions]::Default)
        [void]$store.CheckAsync([Threading.CancellationToken]::None).GetAwaiter().GetResult()
        "checked $place $role"
        """;

    [Fact]
    public async Task Roles_and_single_sign_on_are_found_in_the_private_context()
    {
        using var folder = new TempFolder();
        folder.File("test.ps1", Script);
        await using var stub = new StubServer(StubAnswer.OfTokenAndObjectService);
        using var shell = ShellProcess.Start([folder["test.ps1"], stub.Address.AbsoluteUri], new Dictionary<string, string?>
        {
            ["CLONE_HOME"] = folder["state"], ["AWS_ENDPOINT_URL_STS"] = stub.Address.AbsoluteUri, ["AWS_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        });
        var result = shell.End();
        Assert.Equal("", result.Errors);
        foreach (var name in new[] { "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC" })
            Assert.Contains("found " + name + " Clone.Adapters", result.Lines);
        Assert.Contains(result.Lines, line => line.StartsWith("checked ") && line.Contains("***") && !line.Contains("secret"));
        Assert.Single(stub.Requests, request => request.Method == "POST");
        Assert.All(stub.Requests.Where(request => request.Method != "POST"), request => Assert.Equal("TOKEN", request["x-amz-security-token"]));
    }
}
