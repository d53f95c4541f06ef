using System;
using System.Threading;
using System.Threading.Tasks;
using Azure.Storage.Sas;
using Clone.Adapters.Azure;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Folders;
using Clone.Tests.Objects;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Credentials and mistakes of the user against Azurite: each is said at once and by its own id.</summary>
public sealed class AzureErrorTests(Azurite azurite)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_key_is_said_after_one_request()
    {
        var wrong = Convert.ToBase64String(new byte[64]);
        await using var store = Azurite.Open(await azurite.MakeContainerAsync(), new AzureCredentials.AccountKey(new Secret(wrong)));
        var e = await FailsAsync(store);
        // Azurite says of a wrong key what the service says of a missing right; the service's own answer is in AzureRequestTests.
        Assert.Equal((ErrorId.CloneServiceAccessDenied, 1), (e.Id, store.Requests.Total));
        Assert.DoesNotContain(wrong, e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("AccountName=a;AccountKey=no key at all")]
    public void What_is_no_key_or_connection_string_is_said_when_the_place_is_opened(string text)
    {
        var place = new AzurePlace { Container = "container", Account = "account" };
        foreach (var credentials in new AzureCredentials[] { new AzureCredentials.AccountKey(new Secret(text)), new AzureCredentials.ConnectionString(new Secret(text)) })
        {
            var e = Assert.Throws<CloneException>(() => Azurite.Open(place, credentials));
            Assert.Equal(ErrorId.CloneServiceCredentialRefused, e.Id);
            Assert.DoesNotContain("no key", e.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_said_after_one_request()
    {
        await using var store = Azurite.Open(await azurite.MakeContainerAsync() with { Container = "nosuchcontainer" });
        Assert.Equal((ErrorId.CloneBucketNotFound, 1), ((await FailsAsync(store)).Id, store.Requests.Total));
        await Assert.ThrowsAsync<CloneException>(
            () => store.PutAsync("key", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation));
    }

    [Fact]
    public async Task Every_kind_of_credential_opens_the_place()
    {
        var place = await azurite.MakeContainerAsync();
        var signature = azurite.Signature(place, BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1));
        foreach (var credentials in new[] { Azurite.Owner, signature, new AzureCredentials.ConnectionString(new Secret(azurite.ConnectionString)) })
        {
            await using var store = Azurite.Open(place, credentials);
            await store.CheckAsync(Cancellation);
            var stored = await store.PutAsync("key", ObjectBody.Of([1, 2, 3]), ObjectProperties.None, PutCondition.None, Cancellation);
            await store.CopyAsync(new ObjectSource("key", IfMatch: stored.ETag), "copy", null, PutCondition.None, Cancellation);
            using var reading = await store.OpenAsync("copy", ReadOptions.Whole, Cancellation);
            Assert.Equal(1, reading.Content.ReadByte());
            Assert.DoesNotContain("sig=", credentials.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Azurite.Key, credentials.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_signature_whose_time_is_over_is_said_with_that_time()
    {
        var place = await azurite.MakeContainerAsync();
        var until = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
        await using var store = Azurite.Open(place, azurite.Signature(place, BlobContainerSasPermissions.All, until));
        var e = await FailsAsync(store);
        Assert.Equal((ErrorId.CloneServiceCredentialExpired, 1), (e.Id, store.Requests.Total));
        Assert.Contains("2024-05-06 07:08:09", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_list_may_not_use_the_place_and_who_may_not_write_is_told_so_of_each_blob()
    {
        var place = await azurite.MakeContainerAsync();
        var until = DateTimeOffset.UtcNow.AddHours(1);
        await using (var writer = Azurite.Open(place, azurite.Signature(place, BlobContainerSasPermissions.Write, until)))
            Assert.Equal(ErrorId.CloneServiceAccessDenied, (await FailsAsync(writer)).Id);
        await using var reader = Azurite.Open(place, azurite.Signature(place, BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List, until));
        await reader.CheckAsync(Cancellation);
        var e = await Assert.ThrowsAsync<EntryException>(
            () => reader.PutAsync("key", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal((IoProblem.AccessDenied, 0), (e.Problem, reader.Requests.Retries));
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_said_soon()
    {
        var place = new AzurePlace { Container = "c", Account = Azurite.Account, Endpoint = new Uri("http://127.0.0.1:" + Radosgw.FreePorts(1)[0] + "/x") };
        await using var store = Azurite.Open(place, options: new ObjectStoreOptions { Time = new JumpingTime() });
        var e = await FailsAsync(store);
        Assert.Equal((ErrorId.CloneServiceUnreachable, 2), (e.Id, store.Requests.Total));
        Assert.Contains("127.0.0.1", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://user:password@127.0.0.1")]
    [InlineData("https://account.blob.core.windows.net/?sig=secret")]
    public void An_address_that_cannot_be_used_is_said_when_the_place_is_opened(string address)
    {
        var e = Assert.Throws<CloneException>(() => Azurite.Open(new AzurePlace { Container = "c", Account = "a", Endpoint = new Uri(address) }));
        Assert.Equal(ErrorId.CloneServiceAddressInvalid, e.Id);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_of_Entra_ID_go_over_https_alone()
    {
        var place = new AzurePlace { Container = "c", Account = "a", Endpoint = new Uri("http://127.0.0.1:1/a") };
        Assert.Equal(ErrorId.CloneServiceAddressInvalid, Assert.Throws<CloneException>(() => Azurite.Open(place, new AzureCredentials.EntraId())).Id);
    }

    [Fact]
    public async Task A_proxy_that_asks_for_credentials_passes_on_what_has_them()
    {
        if (TestServer.Missing("bash", "setpriv", "tinyproxy") is { } reason) Assert.Skip(reason);
        var place = await azurite.MakeContainerAsync();
        var port = Radosgw.FreePorts(1)[0];
        using var server = await TestServer.StartAsync("tinyproxy.sh", new TempFolder(), port);
        var proxy = new ProxyServer(new Uri("http://127.0.0.1:" + port), "user", new Secret("PROXYSECRET"));
        await using (var store = Azurite.Open(place with { Proxy = proxy }))
        {
            await store.CheckAsync(Cancellation);
            await store.PutAsync("large", ObjectBody.Of(new byte[1 << 20]), ObjectProperties.None, PutCondition.None, Cancellation);
            Assert.Equal(1 << 20, (await store.LookAsync("large", null, Cancellation)).Size);
        }
        await using var refused = Azurite.Open(place with { Proxy = proxy with { Password = new Secret("wrong") } });
        Assert.Equal((ErrorId.CloneProxyRefused, 1), ((await FailsAsync(refused)).Id, refused.Requests.Total));
    }

    static async Task<CloneException> FailsAsync(AzureBlobStore store) =>
        await Assert.ThrowsAsync<CloneException>(() => store.CheckAsync(Cancellation));
}
