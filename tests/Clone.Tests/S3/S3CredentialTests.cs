using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Clone.Tests.Secrets;
using Clone.Tests.Shell;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Whose credentials jobs to buckets and restores use, and what becomes of them.</summary>
[Collection(StateCollection.Name)]
public sealed class S3CredentialTests(Radosgw server) : IDisposable
{
    readonly BucketScene scene = new(server);

    ModuleRunspace Module => scene.Module;

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_job_is_copied_with_its_bucket_but_without_its_key()
    {
        var place = await scene.MakeAsync("-Prefix one -StorageClass STANDARD -ServerSideEncryption Default -NoChunkedEncoding");
        Module.Run("Get-CloneJob Data | New-CloneJob -Name Other -Prefix two -S3Credential $args[0]", BucketScene.Owner).HasNoErrors();
        var copied = Module.Run("Get-CloneJob Other").Single();
        foreach (var name in new[] { "Source", "S3Bucket", "Endpoint", "Port", "Region", "PathStyle", "StorageClass", "ServerSideEncryption", "NoChunkedEncoding" })
            Assert.Equal(Module.Run("Get-CloneJob Data").Single().Get(name), copied.Get(name));
        Assert.Equal((place.Bucket, "two/"), (copied.Get("S3Bucket"), copied.Get("Prefix")));
        // What another session or a file brings is no object of Clone.
        var table = System.Management.Automation.PSSerializer.Serialize(Module.Run("Get-CloneJob Data").Single());
        Module.Run("Remove-CloneJob Data, Other -Confirm:$false").HasNoErrors();
        Module.Run(
            "[System.Management.Automation.PSSerializer]::Deserialize($args[0]) | New-CloneJob -S3Credential $args[1]", table, BucketScene.Owner)
            .HasNoErrors();
        Assert.Equal("one/", Module.Run("Get-CloneJob Data").Single().Get("Prefix"));
    }

    [Fact]
    public async Task A_key_whose_job_cannot_be_stored_is_not_kept()
    {
        var place = await scene.MakeAsync();
        Directory.CreateDirectory(Path.Combine(Module.Home, "jobs.json.new", "in the way"));
        Module.Run("Set-CloneJob Data -S3Credential $args[0]", BucketScene.Owner).HasError("CloneStateUnavailable");
        Assert.Single(scene.Secrets());
        scene.New(place.Bucket, "-Prefix other").HasError("CloneJobNameTaken");
        Directory.Delete(Path.Combine(Module.Home, "jobs.json.new"), recursive: true);
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        Directory.CreateDirectory(Path.Combine(Module.Home, "jobs.json.new", "in the way"));
        scene.New(place.Bucket).HasError("CloneStateUnavailable");
        Assert.Empty(scene.Secrets());
    }

    [Fact]
    public async Task A_restore_in_the_background_wipes_its_key_when_it_has_ended()
    {
        var place = await scene.MakeAsync();
        scene.Write("a", "alpha");
        scene.Run();
        var job = Module.Run(
            "Restore-CloneFromS3 -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3] -AsJob",
            place.Bucket, scene.Address, BucketScene.Owner, Module["restored"]).Single();
        var report = Module.Run("$args[0] | Wait-Job | Receive-Job", job).Single();
        Assert.Equal("Succeeded", report.Get("Result"));
        Assert.Equal("alpha", File.ReadAllText(Path.Combine(Module["restored"], "a")));
        var password = Field(job.BaseObject, "key").GetType().GetProperty("Password")!.GetValue(Field(job.BaseObject, "key"))!;
        Assert.Equal(new byte["OWNERSECRET".Length], (byte[])Field(password, "bytes"));
    }

    [Fact]
    public async Task A_key_for_a_time_goes_with_its_token_and_both_are_kept()
    {
        await using var stub = new StubServer(Empty);
        var address = stub.Address.AbsoluteUri.TrimEnd('/');
        scene.New("bucket", "-SessionToken $args[4]", address: address, argument: Token("SESSIONSECRET")).HasNoErrors();
        Assert.All(stub.Requests, request => Assert.Equal("SESSIONSECRET", request["x-amz-security-token"]));
        stub.Requests.Clear();
        Module.Run("Test-CloneJob Data").HasNoErrors();
        Assert.NotEmpty(stub.Requests);
        Assert.All(stub.Requests, request => Assert.Equal("SESSIONSECRET", request["x-amz-security-token"]));
        stub.Requests.Clear();
        // A lasting key takes its place.
        Module.Run("Set-CloneJob Data -S3Credential $args[0]", BucketScene.Owner).HasNoErrors();
        Assert.All(stub.Requests, request => Assert.Null(request["x-amz-security-token"]));
        Module.Run("Set-CloneJob Data -SessionToken $args[0]", Token("SESSIONSECRET")).HasError("CloneServiceCredentialMissing");
        Assert.Single(scene.Secrets());
    }

    [Fact]
    public async Task Another_address_gets_no_key_whoever_wrote_it()
    {
        await scene.MakeAsync();
        scene.Write("a", "alpha");
        await using var stub = new StubServer(Empty);
        var jobs = Path.Combine(Module.Home, "jobs.json");
        var text = File.ReadAllText(jobs);
        Assert.Contains(scene.Address, text, StringComparison.Ordinal);
        // As an import, or somebody's hand, would leave it.
        File.WriteAllText(jobs, text.Replace("\"endpoint\": \"" + scene.Address, "\"endpoint\": \"" + stub.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));
        Module.Run("Start-CloneSync Data").HasError("CloneCredentialMissing");
        Module.Run("Restore-CloneFromS3 Data $args[0]", Module["restored"]).HasError("CloneCredentialMissing");
        Module.Run("Get-CloneItem Data").HasError("CloneCredentialMissing");
        Module.Run("Set-CloneJob Data -Prefix other").HasError("CloneCredentialMissing");
        Assert.Empty(stub.Requests);
        Module.Run("Set-CloneJob Data -Endpoint $args[0] -S3Credential $args[1]", scene.Address, BucketScene.Owner).HasNoErrors();
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
    }

    [Fact]
    public async Task A_role_must_be_one()
    {
        var place = await server.MakeBucketAsync();
        scene.New(place.Bucket, "-RoleArn clone").HasError("CloneServiceAddressInvalid");
        scene.New(place.Bucket, "-RoleArn arn:aws:iam::123456789012:user/clone").HasError("CloneServiceAddressInvalid");
    }

    [Fact]
    public async Task Profiles_and_the_environment_serve_jobs_too()
    {
        var place = await server.MakeBucketAsync();
        scene.Write("a", "alpha");
        File.WriteAllText(
            Module["credentials"], "[clone]\naws_access_key_id = OWNERKEY\naws_secret_access_key = OWNERSECRET\n");
        var quiet = Variables(("AWS_SHARED_CREDENTIALS_FILE", Module["credentials"]));
        const string Make = "Remove-CloneJob Data -Confirm:$false -ErrorAction Ignore; New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] ";
        Assert.Equal(["Succeeded"], Shell(Make + "-AwsProfile clone | Out-Null; (Start-CloneSync Data).Result", quiet, place.Bucket).Lines);
        var keys = Variables(("AWS_ACCESS_KEY_ID", "OWNERKEY"), ("AWS_SECRET_ACCESS_KEY", "OWNERSECRET"));
        Assert.Equal(["Succeeded"], Shell(Make + "| Out-Null; (Start-CloneSync Data).Result", keys, place.Bucket).Lines);
        Assert.Empty(scene.Secrets());

        // What reads a file that cannot be understood quotes it.
        File.WriteAllText(Module["bad"], "[clone]\naws_access_key_id = OWNERKEY\nOWNERSECRET\n");
        var bad = Shell(Make + "-AwsProfile clone -ErrorVariable failed -ErrorAction SilentlyContinue; $failed | % { $_.FullyQualifiedErrorId; $_.Exception.ToString() }",
            Variables(("AWS_SHARED_CREDENTIALS_FILE", Module["bad"])), place.Bucket);
        Assert.StartsWith("CloneServiceCredentialMissing", bad.Lines.First(), StringComparison.Ordinal);
        SuiteSecrets.AssertNotIn(string.Join("\n", bad.Lines) + bad.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_role_is_taken_for_a_job_by_way_of_the_proxy_if_there_is_one(bool byProxy)
    {
        await using var stub = new StubServer(Empty);
        var (token, service) = byProxy ? ("http://sts.example.net", "http://s3.example.net") : (stub.Address.AbsoluteUri, stub.Address.AbsoluteUri.TrimEnd('/'));
        var result = Shell(
            """
            if ($args[3]) { Set-CloneSetting -Proxy $args[3] }
            $key = [PSCredential]::new('CALLER', [Net.NetworkCredential]::new('', 'CALLERSECRET').SecurePassword)
            (New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] -S3Credential $key -RoleArn arn:aws:iam::123456789012:role/clone -RoleExternalId external).S3.RoleArn
            """,
            Variables(("AWS_ENDPOINT_URL_STS", token), ("AWS_REGION", "us-east-1")), "bucket", service, byProxy ? stub.Address.AbsoluteUri.TrimEnd('/') : "");
        Assert.Equal("", result.Errors);
        Assert.Equal(["arn:aws:iam::123456789012:role/clone"], result.Lines);
        var asked = stub.Requests.First(request => request.Method == "POST");
        Assert.Contains("ExternalId=external", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Credential=CALLER/", asked["Authorization"], StringComparison.Ordinal);
        Assert.StartsWith(byProxy ? token : "/", asked.Target, StringComparison.Ordinal);
        var others = stub.Requests.Where(request => request.Method != "POST").ToList();
        Assert.NotEmpty(others);
        Assert.All(others, request => Assert.Equal("TOKEN", request["x-amz-security-token"]));
    }

    [Fact]
    public async Task Nothing_that_people_see_holds_a_secret()
    {
        Module.Run("Set-CloneSetting -Proxy http://127.0.0.1:9 -ProxyBypass 127.* -ProxyCredential $args[0]", BucketScene.Key("user", "PROXYSECRET")).HasNoErrors();
        var place = await scene.MakeAsync("-KeepDeleted 3");
        scene.Write("a", "alpha");
        scene.Run();
        scene.Write("a", "another");
        scene.New(place.Bucket, "-Prefix other", key: BucketScene.Key("OWNERKEY", "OTHERSECRET")).HasError("CloneJobNameTaken");
        Module.Run("Set-CloneJob Data -S3Credential $args[0]", BucketScene.Key("OWNERKEY", "OTHERSECRET")).HasError("CloneServiceCredentialRefused");
        Module.Run("Set-CloneJob Data -Proxy http://127.0.0.1:9").HasError("CloneProxyUnreachable");
        Module.Run("Set-CloneSetting -ProxyBypass @()").HasNoErrors();
        Module.Run("Start-CloneSync Data").HasError("CloneProxyUnreachable");
        Module.Run("Test-CloneJob Data");
        Module.Run("Compare-CloneJob Data").HasError("CloneProxyUnreachable");
        var shown = Module.Run("Get-CloneJob; Get-CloneSetting -OutVariable s; Get-CloneSync -History 9; Get-CloneLog; Test-CloneJob Data; Get-CloneNode");
        Assert.True(shown.Output.Count > 5);
        foreach (var item in shown.Output) SuiteSecrets.AssertNotIn(System.Management.Automation.PSSerializer.Serialize(item, 5));
    }

    /// <summary>A token service, and a bucket that is empty.</summary>
    static StubAnswer Empty(RecordedRequest request) => request.Method switch
    {
        "POST" => StubAnswer.OfTokenAndObjectService(request),
        "GET" when request.Target.Contains('?') => StubAnswer.OfTokenAndObjectService(request),
        _ => StubAnswer.Error(404, "NoSuchKey"),
    };

    static System.Security.SecureString Token(string text) => new System.Net.NetworkCredential("", text).SecurePassword;

    Dictionary<string, string?> Variables(params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string?>
        {
            ["CLONE_HOME"] = Module.Home, ["HOME"] = Module.Folder("home"), ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        foreach (var (name, value) in more) variables[name] = value;
        return variables;
    }

    /// <summary>Runs a script in a process of its own; it is given the source, a bucket and an address.</summary>
    ShellResult Shell(string script, Dictionary<string, string?> variables, string bucket, string? address = null, params string[] more)
    {
        var path = Path.Combine(Module.Folder("scripts"), Guid.NewGuid().ToString("N") + ".ps1");
        File.WriteAllText(path, "$ErrorActionPreference = 'Stop'\n" + script);
        using var shell = ShellProcess.Start([path, scene.Source, bucket, address ?? scene.Address, .. more], variables);
        return shell.End();
    }

    static object Field(object holder, string name) =>
        holder.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(holder)!;
}
