using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>The proxy of the machine and those of jobs, from the cmdlets to the bucket, by way of a real proxy that asks for a password.</summary>
[Collection(StateCollection.Name)]
public sealed class S3ProxyTests(Radosgw server) : IDisposable
{
    readonly BucketScene scene = new(server);
    readonly TempFolder folder = new();
    TestServer? proxy;

    ModuleRunspace Module => scene.Module;

    public void Dispose()
    {
        proxy?.Dispose();
        scene.Dispose();
    }

    [Fact]
    public async Task Runs_and_restores_go_by_the_proxy_of_the_machine()
    {
        var address = await StartAsync();
        Set(address, "user", "PROXYSECRET");
        var place = await scene.MakeAsync();
        Assert.NotEqual(0, Passed());
        scene.Write("a", "alpha");
        scene.Write("large", new string('x', 9 << 20));
        var before = Passed();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Assert.NotEqual(before, before = Passed());
        Assert.Equal(["a", "large"], Module.Run("Get-CloneItem Data").HasNoErrors().All("Path").Order());
        Assert.NotEqual(before, before = Passed());
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        var report = Module.Run(
            "Restore-CloneFromS3 -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3]",
            place.Bucket, scene.Address, BucketScene.Owner, Module["restored"]).Single();
        Assert.Equal(("Succeeded", 2L), (report.Get("Result"), report.Get("Copied")));
        Assert.NotEqual(before, Passed());
    }

    [Fact]
    public async Task What_is_wrong_with_a_proxy_is_said_at_once()
    {
        var address = await StartAsync();
        Set(address, "user", "PROXYSECRET");
        await scene.MakeAsync();
        Set(address, "user", "wrong");
        scene.Write("a", "alpha");
        var refused = Module.Run("Start-CloneSync Data");
        Assert.Equal("Refused", Result(refused));
        refused.HasError("CloneProxyRefused");
        Module.Run("Set-CloneSetting -ProxyCredential ([PSCredential]::Empty)").HasNoErrors();
        Module.Run("Start-CloneSync Data").HasError("CloneProxyRefused");
        proxy!.Dispose();
        proxy = null;
        var dead = Module.Run("Start-CloneSync Data");
        Assert.Equal("Failed", Result(dead));
        Assert.Contains(address, dead.HasError("CloneProxyUnreachable").Exception.Message, StringComparison.Ordinal);
        Module.Run("Restore-CloneFromS3 Data $args[0]", Module["restored"]).HasError("CloneProxyUnreachable");
        // Without the proxy all is well.
        Module.Run("Set-CloneSetting -Proxy ''").HasNoErrors();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
    }

    [Fact]
    public async Task A_job_may_go_another_way_and_hosts_may_be_left_out()
    {
        var address = await StartAsync();
        // Nothing listens here.
        Set("http://127.0.0.1:" + Radosgw.FreePorts(1)[0], "user", "PROXYSECRET");
        var place = await server.MakeBucketAsync();
        scene.New(place.Bucket).HasError("CloneProxyUnreachable");
        scene.New(place.Bucket, "-Proxy none").HasNoErrors();
        scene.Write("a", "alpha");
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Module.Run("Set-CloneJob Data -Proxy ''").HasError("CloneProxyUnreachable");
        Module.Run("Set-CloneSetting -ProxyBypass 127.0.0.*").HasNoErrors();
        Module.Run("Set-CloneJob Data -Proxy ''").HasNoErrors();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        // A proxy that the job names is not left out, and gets the machine's credential if it is the machine's.
        Module.Run("Set-CloneJob Data -Proxy $args[0]", address).HasError("CloneProxyRefused");
        Set(address, "user", "PROXYSECRET");
        Module.Run("Set-CloneJob Data -Proxy $args[0]", address).HasNoErrors();
        var before = Passed();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Assert.NotEqual(before, Passed());
    }

    [Fact]
    public async Task The_credential_belongs_to_its_proxy_and_is_shown_nowhere()
    {
        await server.MakeBucketAsync();
        Module.Run("Set-CloneSetting -ProxyCredential $args[0]", BucketScene.Key("user", "PROXYSECRET")).HasError("CloneProxyNotSet");
        Module.Run("Set-CloneSetting -Proxy http://user:secret@proxy.example.net").HasError("CloneServiceAddressInvalid");
        Assert.Empty(scene.Secrets());
        var shown = Set("proxy.example.net:8080", "user", "PROXYSECRET");
        Assert.Equal(("http://proxy.example.net:8080", true), (shown.Get("Proxy"), shown.Get("HasProxyCredential")));
        Assert.Single(scene.Secrets());
        foreach (var file in Directory.GetFiles(Module.Home, "*", SearchOption.AllDirectories))
            Assert.False(Secrets.SecretTrace.IsIn(File.ReadAllBytes(file), "PROXYSECRET"), file);
        Assert.Equal(true, Module.Run("Set-CloneSetting -Proxy http://proxy.example.net:8080 -MaxConcurrentRuns 2 -PassThru").Single().Get("HasProxyCredential"));
        Assert.Equal(false, Module.Run("Set-CloneSetting -Proxy http://other.example.net -PassThru").Single().Get("HasProxyCredential"));
        Assert.Empty(scene.Secrets());
        Set("http://proxy.example.net", "user", "one");
        Directory.CreateDirectory(Path.Combine(Module.Home, "settings.json.new", "in the way"));
        Module.Run("Set-CloneSetting -ProxyCredential $args[0]", BucketScene.Key("user", "two")).HasError("CloneStateUnavailable");
        Assert.Single(scene.Secrets());
    }

    PSObject Set(string address, string user, string password) => Module.Run(
        "Set-CloneSetting -Proxy $args[0] -ProxyCredential $args[1] -PassThru", address, BucketScene.Key(user, password)).Single();

    static object? Result(Outcome outcome) => outcome.Output.Single().Get("Result");

    /// <summary>How many connections the proxy made, by its log.</summary>
    int Passed() => File.ReadAllLines(folder["tinyproxy.log"]).Count(line => line.Contains("Established connection", StringComparison.Ordinal));

    async Task<string> StartAsync()
    {
        if (TestServer.Missing("bash", "setpriv", "tinyproxy") is { } reason) Assert.Skip(reason);
        var port = Radosgw.FreePorts(1)[0];
        proxy = await TestServer.StartAsync("tinyproxy.sh", folder, port);
        return "http://127.0.0.1:" + port;
    }
}
