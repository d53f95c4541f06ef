using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters.S3;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Folders;
using Clone.Tests.Objects;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Mistakes of the user against a real service: each is said at once and by its own id.</summary>
public sealed class S3ErrorTests(Radosgw radosgw)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OWNERKEY", "WRONGSECRET")]
    [InlineData("NOSUCHKEY", "OWNERSECRET")]
    public async Task A_wrong_key_is_said_after_one_request(string id, string secret)
    {
        await using var store = Radosgw.Open(await radosgw.MakeBucketAsync(), new S3Credentials.AccessKey(id, new Secret(secret)));
        var e = await FailsAsync(store);
        Assert.Equal((ErrorId.CloneServiceCredentialRefused, 1), (e.Id, store.Requests.Total));
        Assert.DoesNotContain(secret, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_said_after_one_request()
    {
        await using var store = Radosgw.Open(await radosgw.MakeBucketAsync() with { Bucket = "nosuchbucket" });
        Assert.Equal((ErrorId.CloneBucketNotFound, 1), ((await FailsAsync(store)).Id, store.Requests.Total));
        await Assert.ThrowsAsync<CloneException>(
            () => store.PutAsync("key", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation));
    }

    [Fact]
    public async Task An_account_without_rights_may_not_use_the_place()
    {
        var place = await radosgw.MakeBucketAsync();
        await using (var first = Radosgw.Open(place, Radosgw.Other))
        {
            var e = await Assert.ThrowsAsync<EntryException>(
                () => first.PutAsync("key", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation));
            Assert.Equal((IoProblem.AccessDenied, 1), (e.Problem, first.Requests.Total));
        }
        await using var store = Radosgw.Open(place, Radosgw.Other);
        Assert.Equal(ErrorId.CloneServiceAccessDenied, (await FailsAsync(store)).Id);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_said_soon()
    {
        var place = new S3Place { Bucket = "b", Endpoint = new Uri("http://127.0.0.1:" + Radosgw.FreePorts(1)[0]) };
        await using var store = Radosgw.Open(place, options: new ObjectStoreOptions { Time = new JumpingTime() });
        var e = await FailsAsync(store);
        Assert.Equal((ErrorId.CloneServiceUnreachable, 2), (e.Id, store.Requests.Total));
        Assert.Contains("127.0.0.1", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://user:password@127.0.0.1")]
    public void An_address_that_cannot_be_used_is_said_when_the_place_is_opened(string address)
    {
        var e = Assert.Throws<CloneException>(() => Radosgw.Open(new S3Place { Bucket = "b", Endpoint = new Uri(address) }));
        Assert.Equal(ErrorId.CloneServiceAddressInvalid, e.Id);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var store = Radosgw.Open(await radosgw.MakeBucketAsync() with { Endpoint = radosgw.Https });
        Assert.Equal((ErrorId.CloneServiceNotTrusted, 1), ((await FailsAsync(store)).Id, store.Requests.Total));
    }

    [Fact]
    public async Task Over_https_everything_works_where_the_certificate_is_trusted()
    {
        var place = await radosgw.MakeBucketAsync();
        Assert.Equal("good", await UseAsync("env", ["SSL_CERT_FILE=" + radosgw.Certificate], radosgw.Https, place, "key:OWNERKEY:OWNERSECRET"));
    }

    [Fact]
    public async Task A_wrong_clock_is_said()
    {
        if (Tool.Try("faketime", "--version").Code == -1) Assert.Skip("faketime is not installed");
        var place = await radosgw.MakeBucketAsync();
        var said = await UseAsync("faketime", ["-f", "-2h"], radosgw.Http, place, "key:OWNERKEY:OWNERSECRET");
        Assert.StartsWith("CloneServiceClockWrong ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_and_profiles_give_credentials()
    {
        var place = await radosgw.MakeBucketAsync();
        using var folder = new TempFolder();
        folder.File("credentials", "[clone]\naws_access_key_id = OWNERKEY\naws_secret_access_key = OWNERSECRET\n");
        string[] quiet = ["AWS_EC2_METADATA_DISABLED=true", "AWS_SHARED_CREDENTIALS_FILE=" + folder["credentials"], "HOME=" + folder.Path];
        Assert.Equal("good", await UseAsync("env", quiet, radosgw.Http, place, "profile:clone"));
        Assert.Equal(
            "good", await UseAsync("env", [.. quiet, "AWS_ACCESS_KEY_ID=OWNERKEY", "AWS_SECRET_ACCESS_KEY=OWNERSECRET"], radosgw.Http, place, "chain"));
        Assert.StartsWith(
            "CloneServiceCredentialMissing ", await UseAsync("env", quiet, radosgw.Http, place, "profile:nobody"), StringComparison.Ordinal);
        Assert.StartsWith("CloneServiceCredentialMissing ", await UseAsync("env", quiet, radosgw.Http, place, "chain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_taken_by_way_of_the_token_service()
    {
        await using var stub = new StubServer(StubAnswer.OfTokenAndObjectService);
        string[] variables = ["AWS_ENDPOINT_URL_STS=" + stub.Address, "AWS_REGION=us-east-1", "AWS_EC2_METADATA_DISABLED=true"];
        var place = new S3Place { Bucket = "bucket" };
        Assert.Equal("good", await UseAsync("env", variables, stub.Address, place, "role:CALLER:CALLERSECRET"));
        Assert.Contains("ExternalId=external", Assert.Single(stub.Requests, request => request.Method == "POST").Text, StringComparison.Ordinal);
        Assert.All(stub.Requests.Where(request => request.Method != "POST"), request =>
        {
            Assert.Equal("TOKEN", request["x-amz-security-token"]);
            Assert.Contains("Credential=TAKEN/", request["Authorization"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_proxy_that_asks_for_credentials_passes_on_what_has_them()
    {
        if (TestServer.Missing("bash", "setpriv", "tinyproxy") is { } reason) Assert.Skip(reason);
        var place = await radosgw.MakeBucketAsync();
        var port = Radosgw.FreePorts(1)[0];
        using var server = await TestServer.StartAsync("tinyproxy.sh", new TempFolder(), port);
        string[] good = ["key:OWNERKEY:OWNERSECRET", "http://127.0.0.1:" + port, "user", "PROXYSECRET"];
        string[] wrong = [.. good[..3], "wrong"];
        string[] trust = ["SSL_CERT_FILE=" + radosgw.Certificate];
        Assert.Equal("good", await UseAsync("env", trust, radosgw.Http, place, good));
        Assert.Equal("good", await UseAsync("env", trust, radosgw.Https, place, good));
        Assert.StartsWith("CloneProxyRefused ", await UseAsync("env", trust, radosgw.Http, place, wrong), StringComparison.Ordinal);
        Assert.StartsWith("CloneProxyRefused ", await UseAsync("env", trust, radosgw.Https, place, wrong), StringComparison.Ordinal);
    }

    static async Task<string> UseAsync(string starter, string[] options, Uri endpoint, S3Place place, params string[] arguments)
    {
        using var process = OtherProcess.StartUnder([starter, .. options], "objects-use", [endpoint.AbsoluteUri, place.Bucket, .. arguments]);
        var lines = await process.ReadToEndAsync();
        await process.EndAsync();
        return Assert.Single(lines);
    }

    static async Task<CloneException> FailsAsync(S3ObjectStore store) =>
        await Assert.ThrowsAsync<CloneException>(() => store.CheckAsync(Cancellation));
}
