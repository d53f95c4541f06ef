using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters.Azure;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>What Azurite cannot show: what is said to the service, and what is made of its answers.</summary>
public sealed class AzureRequestTests : IAsyncDisposable
{
    const string Key = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0IQ==";

    readonly JumpingTime time = new();
    readonly Queue<Func<RecordedRequest, StubAnswer?>> answers = new();
    readonly StubServer stub;
    AzureBlobStore? opened;

    public AzureRequestTests() => stub = new StubServer(request => answers.Count > 1 ? answers.Dequeue()(request) : answers.Peek()(request));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (opened is not null) await opened.DisposeAsync();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task Tier_conditions_sums_and_metadata_are_said()
    {
        answers.Enqueue(_ => Stored("e"));
        var store = Open(place => place with { AccessTier = "Cool" });
        var md5 = MD5.HashData("x"u8);
        var properties = new ObjectProperties { Metadata = new Dictionary<string, string> { ["mtime"] = "1.5" }, ContentMd5 = md5, StorageClass = "Archive" };
        await store.PutAsync("a b", ObjectBody.Of("x"u8.ToArray(), md5), properties, PutCondition.Absent, Cancellation);
        await store.PutAsync("a", Body("x"), ObjectProperties.None, PutCondition.Match("e"), Cancellation);
        var (first, second) = (stub.Requests.First(), stub.Requests.Last());
        Assert.EndsWith("/account/container/a%20b", first.Target, StringComparison.Ordinal);
        Assert.Equal(
            ("BlockBlob", "Archive", "*", "1970-01-01T00:00:01.500000000Z"),
            (first["x-ms-blob-type"], first["x-ms-access-tier"], first["If-None-Match"], first["x-ms-meta-mtime"]));
        Assert.Equal((Convert.ToBase64String(md5), Convert.ToBase64String(md5)), (first["Content-MD5"], first["x-ms-blob-content-md5"]));
        Assert.Equal(("Cool", "\"e\"", null), (second["x-ms-access-tier"], second["If-Match"], second["Content-MD5"]));
        Assert.All(stub.Requests, request => Assert.All(request.Headers.Values, value => Assert.DoesNotContain(Key, value, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Other_contents_than_were_sent_are_a_failure()
    {
        answers.Enqueue(_ => Stored("e", ("Content-MD5", Convert.ToBase64String(new byte[16]))));
        var e = await Assert.ThrowsAsync<EntryException>(() => PutAsync(Open()));
        Assert.Equal(IoProblem.WrittenWrong, e.Problem);
    }

    [Fact]
    public async Task A_part_of_a_range_is_asked_for_with_the_right_to_read_it_for_some_hours()
    {
        answers.Enqueue(_ => new StubAnswer(201));
        var store = Open();
        var upload = await store.BeginUploadAsync("to", ObjectProperties.None, Cancellation);
        var part = await store.CopyPartAsync(upload, 7, new ObjectSource("from", IfMatch: "e"), new ByteRange(10, 5), Cancellation);
        var request = stub.Requests.Single();
        Assert.Equal(("bytes=10-14", "\"e\""), (request["x-ms-source-range"], request["x-ms-source-if-match"]));
        Assert.Matches("/account/container/from\\?.*sp=r&sig=", request["x-ms-copy-source"]!);
        Assert.Contains("comp=block&blockid=" + Uri.EscapeDataString(part.ETag), request.Target, StringComparison.Ordinal);
        Assert.Equal((7, 5L, null), (part.Number, part.Size, part.Md5));
    }

    [Fact]
    public async Task With_a_signature_the_source_of_a_copy_has_it_too()
    {
        answers.Enqueue(_ => new StubAnswer(202, "", ("x-ms-copy-status", "success"), ("ETag", "\"c\""), ("x-ms-version-id", "v2")));
        var store = Open(credentials: new AzureCredentials.SharedSignature(new Secret("?sv=1&sig=abc")));
        var stored = await store.CopyAsync(new ObjectSource("from", "v1", "e"), "to", null, PutCondition.Absent, Cancellation);
        var request = stub.Requests.Single();
        Assert.Equal(("c", "v2"), (stored.ETag, stored.VersionId));
        Assert.EndsWith("/account/container/from?versionid=v1&sv=1&sig=abc", request["x-ms-copy-source"], StringComparison.Ordinal);
        Assert.Equal(("\"e\"", "*"), (request["x-ms-source-if-match"], request["If-None-Match"]));
    }

    [Fact]
    public async Task A_copy_that_takes_its_time_is_waited_for()
    {
        (string, string)[] pending = [("x-ms-copy-status", "pending"), ("ETag", "\"p\""), ("x-ms-copy-id", "i")];
        answers.Enqueue(_ => new StubAnswer(202, "", pending));
        answers.Enqueue(_ => new StubAnswer(200, "", pending));
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-ms-copy-status", "success"), ("ETag", "\"done\"")));
        var stored = await Open().CopyAsync(new ObjectSource("from"), "to", null, PutCondition.None, Cancellation);
        Assert.Equal(("done", 1), (stored.ETag, time.Pauses.Count));
    }

    [Fact]
    public async Task Other_properties_for_a_blob_where_it_lies_are_one_request_without_a_copy()
    {
        answers.Enqueue(_ => StubAnswer.Stored("e2"));
        var properties = new ObjectProperties { Metadata = new Dictionary<string, string> { ["mtime"] = "1" } };
        Assert.Equal("e2", (await Open().CopyAsync(new ObjectSource("a", IfMatch: "e"), "a", properties, PutCondition.None, Cancellation)).ETag);
        var request = stub.Requests.Single();
        Assert.EndsWith("?comp=metadata", request.Target, StringComparison.Ordinal);
        Assert.Equal("\"e\"", request["If-Match"]);
    }

    [Fact]
    public async Task Archived_blobs_are_requested_once_and_asking_again_is_no_failure()
    {
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-ms-access-tier", "Archive"), ("x-ms-archive-status", "rehydrate-pending-to-hot"), ("ETag", "\"e\"")));
        answers.Enqueue(_ => new StubAnswer(202));
        answers.Enqueue(_ => Error(409, "BlobBeingRehydrated"));
        answers.Enqueue(_ => Error(409, "BlobArchived"));
        var store = Open();
        Assert.Equal(ArchiveState.Requested, (await store.LookAsync("key", null, Cancellation)).Archive);
        await store.RequestArchivedAsync(new ObjectVersion("key"), 7, Cancellation);
        await store.RequestArchivedAsync(new ObjectVersion("key"), 7, Cancellation);
        var request = stub.Requests.ElementAt(1);
        Assert.Equal(("Hot", "Standard"), (request["x-ms-access-tier"], request["x-ms-rehydrate-priority"]));
        var e = await Assert.ThrowsAsync<EntryException>(() => store.OpenAsync("key", ReadOptions.Whole, Cancellation));
        Assert.Equal((IoProblem.Archived, EntryOperation.Read), (e.Problem, e.Operation));
    }

    [Fact]
    public async Task Versions_are_found_listed_and_read()
    {
        var versions = new StubAnswer(200, Listing(
            Blob("a", "<VersionId>1</VersionId>"), Blob("a", "<VersionId>2</VersionId><IsCurrentVersion>true</IsCurrentVersion>"), Blob("b", "<VersionId>1</VersionId>")));
        answers.Enqueue(_ => new StubAnswer(200, Listing()));
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-ms-is-hns-enabled", "false")));
        answers.Enqueue(_ => versions);
        answers.Enqueue(_ => versions);
        answers.Enqueue(_ => new StubAnswer(200, "x", ("ETag", "\"e\"")));
        var store = Open();
        await store.CheckAsync(Cancellation);
        Assert.True(store.Traits.KeepsVersions);
        var found = new List<(string, string?, bool)>();
        await foreach (var page in store.ListVersionsAsync(KeyRange.All, Cancellation)) found.AddRange(page.Select(info => (info.Key, info.VersionId, info.IsLatest)));
        Assert.Equal([("a", "2", true), ("a", "1", false), ("b", "1", false)], found);
        using var reading = await store.OpenAsync("a", new ReadOptions { VersionId = "1" }, Cancellation);
        Assert.Contains("versionid=1", stub.Requests.Last().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Softly_deleted_blobs_are_listed_and_brought_back_without_their_snapshots()
    {
        const string Gone = "<Deleted>true</Deleted>";
        answers.Enqueue(_ => new StubAnswer(200, Service(keepsDeleted: true)));
        answers.Enqueue(_ => new StubAnswer(200, Listing(
            Blob("gone", Gone + "<Snapshot>2026-01-01T00:00:00.0000000Z</Snapshot>"), Blob("gone", Gone, deleted: "Wed, 15 Nov 2023 22:13:20 GMT"),
            Blob("there", Gone + "<Snapshot>2026-01-02T00:00:00.0000000Z</Snapshot>"), Blob("there"))));
        answers.Enqueue(_ => new StubAnswer(200));
        answers.Enqueue(_ => new StubAnswer(202));
        var store = Open();
        Assert.True(await store.KeepsDeletedAsync(Cancellation));
        var found = Assert.Single(await DeletedAsync(store));
        Assert.Equal(("gone", new DateTimeOffset(2023, 11, 15, 22, 13, 20, TimeSpan.Zero), "2026-01-01T00:00:00.0000000Z"), (found.Info.Key, found.DeletedAt!.Value, Assert.Single(found.Snapshots)));
        await store.UndeleteAsync(found, Cancellation);
        var requests = stub.Requests.ToList();
        Assert.Contains("restype=service&comp=properties", requests[0].Target, StringComparison.Ordinal);
        Assert.True(requests[1].Target.Contains("deleted", StringComparison.OrdinalIgnoreCase), requests[1].Target);
        Assert.True(requests[1].Target.Contains("snapshots", StringComparison.OrdinalIgnoreCase), requests[1].Target);
        Assert.Equal(("PUT", "/account/container/gone?comp=undelete"), (requests[2].Method, requests[2].Target));
        Assert.Equal(("DELETE", "/account/container/gone?snapshot=2026-01-01T00:00:00.0000000Z"), (requests[3].Method, requests[3].Target));
        Assert.Equal(4, requests.Count);
    }

    [Fact]
    public async Task Where_versions_are_kept_the_last_one_of_a_deleted_blob_is_copied_into_its_place()
    {
        var versions = new StubAnswer(200, Listing(
            Blob("gone", "<VersionId>1</VersionId>"), Blob("gone", "<VersionId>2</VersionId>"),
            Blob("there", "<VersionId>1</VersionId>"), Blob("there", "<VersionId>2</VersionId><IsCurrentVersion>true</IsCurrentVersion>")));
        answers.Enqueue(_ => new StubAnswer(200, Listing()));
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-ms-is-hns-enabled", "false")));
        answers.Enqueue(_ => versions);
        answers.Enqueue(_ => versions);
        answers.Enqueue(_ => new StubAnswer(202, "", ("x-ms-copy-status", "success"), ("ETag", "\"c\"")));
        var store = Open();
        await store.CheckAsync(Cancellation);
        Assert.True(await store.KeepsDeletedAsync(Cancellation));
        var found = Assert.Single(await DeletedAsync(store));
        Assert.Equal(("gone", "2", null), (found.Info.Key, found.Info.VersionId, found.DeletedAt));
        await store.UndeleteAsync(found, Cancellation);
        var copy = stub.Requests.Last();
        Assert.EndsWith("/account/container/gone", copy.Target, StringComparison.Ordinal);
        Assert.Contains("/account/container/gone?versionid=2", copy["x-ms-copy-source"]!, StringComparison.Ordinal);
        Assert.Equal("*", copy["If-None-Match"]);
    }

    [Fact]
    public async Task Whether_anything_deleted_is_kept_is_said_or_not_known()
    {
        answers.Enqueue(_ => new StubAnswer(200, Service(keepsDeleted: false)));
        answers.Enqueue(_ => Error(403, "AuthorizationResourceTypeMismatch"));
        answers.Enqueue(_ => Error(403, "AuthenticationFailed"));
        Assert.False(await Open().KeepsDeletedAsync(Cancellation));
        answers.Enqueue(_ => new StubAnswer(200, Listing()));
        var store = Open();
        Assert.Null(await store.KeepsDeletedAsync(Cancellation));
        Assert.Null(await store.KeepsDeletedAsync(Cancellation));
        // It goes on being of use.
        Assert.Empty(await DeletedAsync(store));
    }

    /// <summary>In an account with a hierarchical namespace; its folders are objects whose keys end with '/', as elsewhere.</summary>
    [Fact]
    public async Task Real_folders_are_found_made_and_removed()
    {
        answers.Enqueue(_ => new StubAnswer(200, Listing()));
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-ms-is-hns-enabled", "true")));
        answers.Enqueue(_ => new StubAnswer(200, Listing(Blob("p/a", "", "<hdi_isfolder>true</hdi_isfolder>"), Blob("p/a/x"), Blob("p/a!"))));
        answers.Enqueue(_ => Stored("e"));
        answers.Enqueue(_ => new StubAnswer(202));
        answers.Enqueue(_ => Error(409, "DirectoryIsNotEmpty"));
        var store = Open();
        await store.CheckAsync(Cancellation);
        Assert.Equal((true, false), (store.Traits.HasFolders, store.Traits.KeepsVersions));
        var found = new List<(string, ObjectKind)>();
        await foreach (var page in store.ListAsync(KeyRange.All, Cancellation)) found.AddRange(page.Select(info => (info.Key, info.Kind)));
        Assert.Equal([("p/a/", ObjectKind.Folder), ("p/a/x", ObjectKind.Object), ("p/a!", ObjectKind.Object)], found);
        await store.PutAsync("p/new/", ObjectBody.Empty, ObjectProperties.None, PutCondition.None, Cancellation);
        var made = stub.Requests.Last();
        Assert.EndsWith("/container/p/new", made.Target, StringComparison.Ordinal);
        Assert.Equal("true", made["x-ms-meta-hdi_isfolder"]);
        Assert.Null((await store.DeleteAsync([new ObjectVersion("p/new/")], Cancellation))[0].Failure);
        Assert.Equal(IoProblem.NotEmpty, (await store.DeleteAsync([new ObjectVersion("p/a/")], Cancellation))[0].Failure!.Problem);
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "OperationTimedOut")]
    public async Task A_service_that_throttles_gets_the_time_that_it_asks_for(int status, string code)
    {
        answers.Enqueue(_ => Error(status, code, ("Retry-After", "17")));
        answers.Enqueue(_ => Stored("e"));
        var store = Open();
        await PutAsync(store);
        Assert.Equal([TimeSpan.FromSeconds(17)], time.Pauses);
        Assert.Equal((2, 1), (store.Requests[RequestKind.Put], store.Requests.Retries));
    }

    [Theory]
    [InlineData(500, "InternalError", true)]
    [InlineData(502, "", true)]
    [InlineData(400, "Md5Mismatch", true)]
    [InlineData(400, "InvalidHeaderValue", false)]
    [InlineData(403, "AuthorizationPermissionMismatch", false)]
    [InlineData(409, "BlobImmutableDueToPolicy", false)]
    [InlineData(409, "InvalidBlobType", false)]
    [InlineData(412, "LeaseIdMissing", false)]
    public async Task Only_what_a_pause_can_help_is_sent_again(int status, string code, bool again)
    {
        answers.Enqueue(_ => Error(status, code));
        answers.Enqueue(_ => Stored("e"));
        var failure = await Record.ExceptionAsync(() => PutAsync(Open()));
        Assert.Equal((again ? 2 : 1, again), (stub.Requests.Count, failure is null));
    }

    [Theory]
    [InlineData(403, "AuthenticationFailed", ErrorId.CloneServiceCredentialRefused)]
    [InlineData(401, "InvalidAuthenticationInfo", ErrorId.CloneServiceCredentialRefused)]
    [InlineData(404, "ContainerNotFound", ErrorId.CloneBucketNotFound)]
    [InlineData(403, "AccountIsDisabled", ErrorId.CloneServiceAccessDenied)]
    public async Task What_makes_the_place_unusable_is_said_at_once(int status, string code, ErrorId id)
    {
        answers.Enqueue(_ => Error(status, code));
        var store = Open();
        var e = await Assert.ThrowsAsync<CloneException>(() => PutAsync(store));
        Assert.Equal((id, 1), (e.Id, stub.Requests.Count));
        Assert.DoesNotContain(Key, e.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<CloneException>(() => PutAsync(store));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_wrong_clock_is_told_from_a_wrong_key_by_the_time_of_the_service()
    {
        answers.Enqueue(_ => Error(403, "AuthenticationFailed", ("Date", "Tue, 14 Nov 2023 22:13:20 GMT")));
        Assert.Equal(ErrorId.CloneServiceClockWrong, (await Assert.ThrowsAsync<CloneException>(() => PutAsync(Open()))).Id);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_found_to_be_ours()
    {
        answers.Enqueue(_ => null);
        answers.Enqueue(_ => Error(409, "BlobAlreadyExists"));
        answers.Enqueue(_ => StubAnswer.Stored("e", ("Content-MD5", Convert.ToBase64String(MD5.HashData("x"u8)))));
        var stored = await Open().PutAsync("marker", Body("x"), ObjectProperties.None, PutCondition.Absent, Cancellation);
        Assert.Equal("e", stored.ETag);
        Assert.Equal(["PUT", "PUT", "HEAD"], stub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_completion_whose_answer_was_lost_is_found()
    {
        var store = Open();
        var upload = await store.BeginUploadAsync("key", ObjectProperties.None, Cancellation);
        var id = BlockId.Of(upload, 1, MD5.HashData("x"u8)).ToString();
        answers.Enqueue(_ => null);
        answers.Enqueue(_ => Error(412, "ConditionNotMet"));
        answers.Enqueue(_ => new StubAnswer(
            200, "<BlockList><CommittedBlocks><Block><Name>" + id + "</Name><Size>1</Size></Block></CommittedBlocks></BlockList>", ("ETag", "\"e\"")));
        var stored = await store.CompleteUploadAsync(
            upload, [new UploadPart(1, 1, id)], ObjectProperties.None, PutCondition.Match("old"), Cancellation);
        Assert.Equal("e", stored.ETag);
    }

    static StubAnswer Stored(string eTag, params (string Name, string Value)[] headers) => StubAnswer.Stored(eTag, headers) with { Status = 201 };

    static StubAnswer Error(int status, string code, params (string, string)[] headers) =>
        StubAnswer.Error(status, code, [("x-ms-error-code", code), ("x-ms-request-id", "r"), ("Content-Type", "application/xml"), .. headers]);

    static async Task<List<DeletedObject>> DeletedAsync(AzureBlobStore store)
    {
        var found = new List<DeletedObject>();
        await foreach (var page in store.ListDeletedAsync(KeyRange.All, Cancellation)) found.AddRange(page);
        return found;
    }

    static string Service(bool keepsDeleted) =>
        "<StorageServiceProperties><DeleteRetentionPolicy><Enabled>" + (keepsDeleted ? "true</Enabled><Days>7</Days>" : "false</Enabled>")
        + "</DeleteRetentionPolicy></StorageServiceProperties>";

    static string Blob(string name, string facts = "", string metadata = "", string? deleted = null) =>
        "<Blob><Name>" + name + "</Name>" + facts + "<Properties><Last-Modified>Tue, 14 Nov 2023 22:13:20 GMT</Last-Modified><Etag>0x1</Etag>"
        + "<Content-Length>0</Content-Length><BlobType>BlockBlob</BlobType>"
        + (deleted is null ? "" : "<DeletedTime>" + deleted + "</DeletedTime>") + "</Properties><Metadata>" + metadata + "</Metadata></Blob>";

    static string Listing(params string[] blobs) =>
        "<EnumerationResults ServiceEndpoint=\"s\" ContainerName=\"container\"><Blobs>" + string.Concat(blobs) + "</Blobs><NextMarker/></EnumerationResults>";

    AzureBlobStore Open(Func<AzurePlace, AzurePlace>? change = null, AzureCredentials? credentials = null)
    {
        var place = new AzurePlace { Container = "container", Account = "account", Endpoint = new Uri(stub.Address, "/account") };
        return opened = AzureBlobStore.Open(
            change is null ? place : change(place), credentials ?? new AzureCredentials.AccountKey(new Secret(Key)), new ObjectStoreOptions { Time = time });
    }

    static Task<StoredObject> PutAsync(AzureBlobStore store) =>
        store.PutAsync("key", Body("x"), ObjectProperties.None, PutCondition.None, Cancellation);

    static ObjectBody Body(string text) => ObjectBody.Of(Encoding.UTF8.GetBytes(text));
}
