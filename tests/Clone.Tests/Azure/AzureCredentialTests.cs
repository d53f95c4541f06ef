using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using Azure.Storage.Sas;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Clone.Tests.Folders;
using Clone.Tests.S3;
using Clone.Tests.Secrets;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Whose credentials jobs to containers and restores use, what becomes of them, and by which proxy they go.</summary>
[Collection(StateCollection.Name)]
public sealed class AzureCredentialTests(Azurite server) : IDisposable
{
    const string Rights = "racwdl";

    readonly ContainerScene scene = new(server);
    readonly TempFolder folder = new();
    TestServer? proxy;

    ModuleRunspace Module => scene.Module;

    public void Dispose()
    {
        proxy?.Dispose();
        scene.Dispose();
    }

    [Fact]
    public async Task A_job_is_shown_and_changed_without_its_secret()
    {
        var place = await scene.MakeAsync("-Prefix data/ -AccessTier hot");
        var job = Module.Run("Get-CloneJob Data").Single();
        Assert.Equal(("Azure", place.Container, "data/", "Hot", false), (job.Get("Kind"), job.Get("AzureContainer"), job.Get("Prefix"), job.Get("AccessTier"), job.Get("UseEntraId")));
        var container = new PSObject(job.Get("Azure"));
        Assert.Equal(("AccountKey", true, scene.Address), (container.Get("Identity"), container.Get("HasCredential"), container.Get("Endpoint")));
        Assert.Equal($"{scene.Address}/{place.Container}/data/", job.Get("Destination"));
        SuiteSecrets.AssertNotIn(PSSerializer.Serialize(job, 5));
        Module.Run("Set-CloneJob Data -KeepDeleted 30 -AccessTier Cool").HasNoErrors();
        Module.Run("Set-CloneJob Data -AzureAccount another").HasError("CloneCredentialMissing");
        Module.Run("Set-CloneJob Data -Endpoint http://owner:pass@localhost").HasError("CloneServiceAddressInvalid");
        Module.Run("Set-CloneJob Data -AzureKey $args[0]", ContainerScene.Secret(Convert.ToBase64String(new byte[64]))).HasError("CloneServiceAccessDenied");
        scene.Write("a", "a");
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Assert.Single(scene.Secrets());
        foreach (var file in Directory.GetFiles(Module.Home, "*", SearchOption.AllDirectories))
            Assert.False(SecretTrace.IsIn(File.ReadAllBytes(file), Azurite.Key), file);
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        Assert.Empty(scene.Secrets());
    }

    [Fact]
    public async Task A_signature_and_a_connection_string_do_as_a_key_does()
    {
        var place = await server.MakeContainerAsync();
        scene.Write("a", "alpha");
        Module.Run(
            "New-CloneJob Data $args[0] -AzureContainer $args[1] -AzureAccount $args[2] -Endpoint $args[3] -SasToken $args[4]",
            scene.Source, place.Container, Azurite.Account, scene.Address, Signature(place, DateTimeOffset.UtcNow.AddHours(1))).HasNoErrors();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        var expired = Signature(place, DateTimeOffset.UtcNow.AddHours(-1));
        Module.Run("Set-CloneJob Data -SasToken $args[0]", expired).HasError("CloneServiceCredentialExpired");
        // It says account and address by itself.
        var text = ContainerScene.Secret(server.ConnectionString);
        Module.Run("Set-CloneJob Data -ConnectionString $args[0] -AzureAccount another", text).HasError("CloneServiceAddressInvalid");
        Module.Run("Set-CloneJob Data -ConnectionString $args[0]", ContainerScene.Secret("nothing")).HasError("CloneServiceAddressInvalid");
        Module.Run("Set-CloneJob Data -ConnectionString $args[0]", text).HasNoErrors();
        scene.Write("b", "beta");
        Assert.Equal(1L, scene.Run().Get("Copied"));
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        Module.Run("New-CloneJob Data $args[0] -AzureContainer $args[1] -ConnectionString $args[2]", scene.Source, place.Container, text).HasNoErrors();
        var job = Module.Run("Get-CloneJob Data").Single();
        Assert.Equal((Azurite.Account, scene.Address), (job.Get("AzureAccount"), job.Get("Endpoint")));
        Assert.Equal(2L, scene.Run().Get("Skipped"));
        Assert.Single(scene.Secrets());
    }

    [Fact]
    public async Task A_job_is_copied_with_its_container_but_without_its_key()
    {
        var place = await scene.MakeAsync("-Prefix one -AccessTier Cool -Proxy none");
        Module.Run("Get-CloneJob Data | New-CloneJob -Name Other -Prefix two -AzureKey $args[0]", ContainerScene.Key).HasNoErrors();
        var copied = Module.Run("Get-CloneJob Other").Single();
        foreach (var name in new[] { "Source", "AzureContainer", "AzureAccount", "Endpoint", "AccessTier", "Proxy" })
            Assert.Equal(Module.Run("Get-CloneJob Data").Single().Get(name), copied.Get(name));
        Assert.Equal((place.Container, "two/"), (copied.Get("AzureContainer"), copied.Get("Prefix")));
    }

    [Fact]
    public async Task Runs_and_restores_go_by_the_proxy_of_the_machine()
    {
        if (TestServer.Missing("bash", "setpriv", "tinyproxy") is { } reason) Assert.Skip(reason);
        var port = Radosgw.FreePorts(1)[0];
        proxy = await TestServer.StartAsync("tinyproxy.sh", folder, port);
        Set("PROXYSECRET");
        await scene.MakeAsync();
        scene.Write("a", "alpha");
        var before = Passed();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Assert.NotEqual(before, before = Passed());
        Assert.Equal("Succeeded", Module.Run("Restore-CloneFromAzure Data $args[0]", Module["restored"]).Single().Get("Result"));
        Assert.NotEqual(before, Passed());
        Set("wrong");
        Module.Run("Start-CloneSync Data").HasError("CloneProxyRefused");
        Module.Run("Set-CloneJob Data -Proxy none").HasNoErrors();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));

        void Set(string password) => Module.Run(
            "Set-CloneSetting -Proxy $args[0] -ProxyCredential $args[1]", "http://127.0.0.1:" + port, new PSCredential("user", ContainerScene.Secret(password))).HasNoErrors();
        int Passed() => File.ReadAllLines(folder["tinyproxy.log"]).Count(line => line.Contains("Established connection", StringComparison.Ordinal));
    }

    SecureString Signature(AzurePlace place, DateTimeOffset until)
    {
        var builder = new BlobSasBuilder { BlobContainerName = place.Container, Resource = "c", StartsOn = until.AddHours(-3), ExpiresOn = until };
        builder.SetPermissions(Rights);
        return ContainerScene.Secret(server.Client(place).GenerateSasUri(builder).Query);
    }
}
