using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters.S3;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>
/// What no server here can check: what is said to AWS, and what is made of its answers. The stub is the proxy of a plain http
/// address of AWS, so that the store takes it for AWS itself.
/// </summary>
public sealed class S3RequestTests : IAsyncDisposable
{
    static readonly S3Place Aws = new()
    {
        Bucket = "bucket", Region = "eu-central-1", Endpoint = new Uri("http://s3.eu-central-1.amazonaws.com"), PathStyle = true,
    };

    readonly JumpingTime time = new();
    readonly Queue<Func<RecordedRequest, StubAnswer?>> answers = new();
    readonly StubServer stub;
    S3ObjectStore? opened;

    public S3RequestTests() => stub = new StubServer(request => answers.Count > 1 ? answers.Dequeue()(request) : answers.Peek()(request));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (opened is not null) await opened.DisposeAsync();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task To_AWS_a_body_goes_with_its_checksum_behind_it()
    {
        answers.Enqueue(_ => StubAnswer.Stored(Md5("contents")));
        await PutAsync(Open(Aws), "contents");
        var request = stub.Requests.Single();
        Assert.Equal("x-amz-checksum-crc32", request["x-amz-trailer"]);
        Assert.EndsWith("-TRAILER", request["x-amz-content-sha256"], StringComparison.Ordinal);
        Assert.Contains("aws-chunked", request["Content-Encoding"], StringComparison.Ordinal);
        Assert.Contains("x-amz-checksum-crc32:" + Crc32("contents"), request.Text, StringComparison.Ordinal);
        Assert.Equal("8", request["x-amz-decoded-content-length"]);
    }

    [Fact]
    public async Task Without_chunked_encoding_the_checksum_goes_before_the_body()
    {
        answers.Enqueue(_ => StubAnswer.Stored(Md5("contents")));
        await PutAsync(Open(Aws with { ChunkedEncoding = false }), "contents");
        var request = stub.Requests.Single();
        Assert.Equal(("contents", "8"), (request.Text, request["Content-Length"]));
        Assert.Equal(Crc32("contents"), request["x-amz-checksum-crc32"]);
        Assert.Null(request["x-amz-trailer"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task To_others_no_checksum_goes_and_small_bodies_are_signed_whole(bool chunked)
    {
        answers.Enqueue(_ => StubAnswer.Stored(Md5("contents")));
        await PutAsync(Open(Other() with { ChunkedEncoding = chunked }, Options()), "contents");
        var request = stub.Requests.Single();
        Assert.Equal(("contents", Sha256("contents")), (request.Text, request["x-amz-content-sha256"]));
        Assert.DoesNotContain(request.Headers.Keys, name => name.Contains("checksum", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_bodies_are_signed_in_chunks_unless_a_service_does_not_take_that(bool chunked)
    {
        var text = new string('x', 300_000);
        answers.Enqueue(_ => StubAnswer.Stored(Md5(text)));
        await PutAsync(Open(Other() with { ChunkedEncoding = chunked }), text);
        var request = stub.Requests.Single();
        Assert.Equal(chunked ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" : Sha256(text), request["x-amz-content-sha256"]);
        Assert.Equal(chunked, request.Text.Contains("chunk-signature=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Class_encryption_and_conditions_are_said()
    {
        answers.Enqueue(_ => StubAnswer.Stored(Md5("x"), ("x-amz-server-side-encryption", "AES256")));
        var store = Open(Aws with { StorageClass = "STANDARD_IA", Encryption = S3Encryption.Aes256 });
        await store.PutAsync("key", Body("x"), ObjectProperties.None, PutCondition.Absent, Cancellation);
        await store.PutAsync("key", Body("x"), new ObjectProperties { StorageClass = "GLACIER_IR" }, PutCondition.Match("e"), Cancellation);
        await store.CopyAsync(new ObjectSource("key", "v", "e"), "key", ObjectProperties.None, PutCondition.None, Cancellation);
        var (first, second, copy) = (stub.Requests.ElementAt(0), stub.Requests.ElementAt(1), stub.Requests.ElementAt(2));
        Assert.Equal(("STANDARD_IA", "AES256", "*"), (first["x-amz-storage-class"], first["x-amz-server-side-encryption"], first["If-None-Match"]));
        Assert.Equal(("GLACIER_IR", "\"e\""), (second["x-amz-storage-class"], second["If-Match"]));
        Assert.Equal(
            ("STANDARD_IA", "AES256", "\"e\"", "REPLACE"),
            (copy["x-amz-storage-class"], copy["x-amz-server-side-encryption"], copy["x-amz-copy-source-if-match"], copy["x-amz-metadata-directive"]));
        Assert.EndsWith("?versionId=v", copy["x-amz-copy-source"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_key_of_KMS_the_ETag_proves_nothing()
    {
        answers.Enqueue(_ => StubAnswer.Stored("00000000000000000000000000000000", ("x-amz-server-side-encryption", "aws:kms")));
        await PutAsync(Open(Aws with { Encryption = S3Encryption.Kms, KmsKeyId = "id" }), "x");
        Assert.Equal("id", stub.Requests.Single()["x-amz-server-side-encryption-aws-kms-key-id"]);
    }

    [Fact]
    public async Task Another_ETag_than_that_of_what_was_sent_is_a_failure()
    {
        answers.Enqueue(_ => StubAnswer.Stored("00000000000000000000000000000000"));
        var e = await Assert.ThrowsAsync<EntryException>(() => PutAsync(Open(Aws), "x"));
        Assert.Equal(IoProblem.WrittenWrong, e.Problem);
    }

    [Fact]
    public async Task An_upload_has_a_checksum_of_the_whole_object()
    {
        answers.Enqueue(_ => new StubAnswer(200, "<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>"));
        answers.Enqueue(_ => StubAnswer.Stored(Md5("part")));
        answers.Enqueue(_ => new StubAnswer(200, "<CompleteMultipartUploadResult><ETag>\"" + EtagOfParts("part") + "\"</ETag></CompleteMultipartUploadResult>"));
        var store = Open(Aws);
        var upload = await store.BeginUploadAsync("key", ObjectProperties.None, Cancellation);
        var part = await store.PutPartAsync(upload, 1, Body("part"), Cancellation);
        Assert.Equal(EtagOfParts("part"), (await store.CompleteUploadAsync(upload, [part], ObjectProperties.None, PutCondition.None, Cancellation)).ETag);
        Assert.Equal(("CRC32", "FULL_OBJECT"), (stub.Requests.First()["x-amz-checksum-algorithm"], stub.Requests.First()["x-amz-checksum-type"]));
        Assert.Equal("FULL_OBJECT", stub.Requests.Last()["x-amz-checksum-type"]);
        Assert.DoesNotContain("Checksum", stub.Requests.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_of_other_parts_is_a_failure()
    {
        answers.Enqueue(_ => new StubAnswer(200, "<CompleteMultipartUploadResult><ETag>\"" + EtagOfParts("other") + "\"</ETag></CompleteMultipartUploadResult>"));
        var e = await Assert.ThrowsAsync<EntryException>(() => Open(Aws).CompleteUploadAsync(
            new ObjectUpload("key", "id"), [new UploadPart(1, 4, Md5("part"))], ObjectProperties.None, PutCondition.None, Cancellation));
        Assert.Equal(IoProblem.WrittenWrong, e.Problem);
    }

    [Fact]
    public async Task Archived_objects_are_told_apart_and_requested()
    {
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-amz-storage-class", "GLACIER"), ("ETag", "\"e\"")));
        answers.Enqueue(_ => new StubAnswer(202));
        answers.Enqueue(_ => StubAnswer.Error(409, "RestoreAlreadyInProgress"));
        answers.Enqueue(_ => new StubAnswer(200, "", ("x-amz-storage-class", "GLACIER"), ("ETag", "\"e\""), ("x-amz-restore", "ongoing-request=\"true\"")));
        answers.Enqueue(_ => StubAnswer.Error(403, "InvalidObjectState"));
        var store = Open(Aws);
        Assert.Equal(ArchiveState.Archived, (await store.LookAsync("key", null, Cancellation)).Archive);
        await store.RequestArchivedAsync(new ObjectVersion("key"), 7, Cancellation);
        await store.RequestArchivedAsync(new ObjectVersion("key"), 7, Cancellation);
        Assert.Contains("<Days>7</Days>", stub.Requests.ElementAt(1).Text, StringComparison.Ordinal);
        Assert.Equal(ArchiveState.Requested, (await store.LookAsync("key", null, Cancellation)).Archive);
        var e = await Assert.ThrowsAsync<EntryException>(() => store.OpenAsync("key", ReadOptions.Whole, Cancellation));
        Assert.Equal(IoProblem.Archived, e.Problem);
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task A_service_that_throttles_gets_the_time_that_it_asks_for(int status, string code)
    {
        answers.Enqueue(_ => StubAnswer.Error(status, code, ("Retry-After", "17")));
        answers.Enqueue(_ => StubAnswer.Stored(Md5("x")));
        var store = Open(Aws);
        await PutAsync(store, "x");
        Assert.Equal([TimeSpan.FromSeconds(17)], time.Pauses);
        Assert.Equal((2, 1), (store.Requests[RequestKind.Put], store.Requests.Retries));
    }

    [Theory]
    [InlineData(500, "InternalError", true)]
    [InlineData(400, "RequestTimeout", true)]
    [InlineData(502, "", true)]
    [InlineData(400, "InvalidArgument", false)]
    [InlineData(403, "AccessDenied", false)]
    [InlineData(404, "NoSuchKey", false)]
    public async Task Only_what_a_pause_can_help_is_sent_again(int status, string code, bool again)
    {
        answers.Enqueue(_ => StubAnswer.Error(status, code));
        answers.Enqueue(_ => StubAnswer.Stored(Md5("x")));
        var failure = await Record.ExceptionAsync(() => PutAsync(Open(Aws), "x"));
        Assert.Equal((again ? 2 : 1, again), (stub.Requests.Count, failure is null));
    }

    [Theory]
    [InlineData(403, "InvalidAccessKeyId", ErrorId.CloneServiceCredentialRefused)]
    [InlineData(403, "SignatureDoesNotMatch", ErrorId.CloneServiceCredentialRefused)]
    [InlineData(400, "ExpiredToken", ErrorId.CloneServiceCredentialRefused)]
    [InlineData(403, "RequestTimeTooSkewed", ErrorId.CloneServiceClockWrong)]
    [InlineData(404, "NoSuchBucket", ErrorId.CloneBucketNotFound)]
    [InlineData(400, "AuthorizationHeaderMalformed", ErrorId.CloneServiceRegionWrong)]
    [InlineData(301, "PermanentRedirect", ErrorId.CloneServiceRegionWrong)]
    public async Task What_makes_the_place_unusable_is_said_at_once(int status, string code, ErrorId id)
    {
        answers.Enqueue(_ => StubAnswer.Error(status, code, ("x-amz-bucket-region", "ap-northeast-1")));
        var store = Open(Aws);
        var e = await Assert.ThrowsAsync<CloneException>(() => PutAsync(store, "x"));
        Assert.Equal((id, 1), (e.Id, stub.Requests.Count));
        Assert.DoesNotContain("wJalrXUtnFEMI", e.ToString(), StringComparison.Ordinal);
        if (id == ErrorId.CloneServiceRegionWrong) Assert.Contains("ap-northeast-1", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CloneException>(() => PutAsync(store, "x"));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_found_to_be_ours()
    {
        answers.Enqueue(_ => null);
        answers.Enqueue(_ => StubAnswer.Error(412, "PreconditionFailed"));
        answers.Enqueue(_ => StubAnswer.Stored(Md5("mine"), ("Content-Length", "4")));
        var stored = await Open(Aws).PutAsync("marker", Body("mine"), ObjectProperties.None, PutCondition.Absent, Cancellation);
        Assert.Equal(Md5("mine"), stored.ETag);
        Assert.Equal(["PUT", "PUT", "HEAD"], stub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_completion_whose_answer_was_lost_is_found()
    {
        answers.Enqueue(_ => null);
        answers.Enqueue(_ => StubAnswer.Error(404, "NoSuchUpload"));
        answers.Enqueue(_ => StubAnswer.Stored(EtagOfParts("part"), ("Content-Length", "4")));
        var stored = await Open(Aws).CompleteUploadAsync(
            new ObjectUpload("key", "id"), [new UploadPart(1, 4, Md5("part"))], ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal(EtagOfParts("part"), stored.ETag);
    }

    [Fact]
    public async Task The_proxy_gets_its_credentials_with_the_first_request_and_others_see_no_secret()
    {
        answers.Enqueue(_ => StubAnswer.Stored(Md5("x")));
        await PutAsync(Open(Aws), "x");
        var request = stub.Requests.Single();
        Assert.Equal("Basic " + Convert.ToBase64String("user:pass"u8), request["Proxy-Authorization"]);
        Assert.DoesNotContain("proxy-authorization", request["Authorization"], StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("http://s3.eu-central-1.amazonaws.com/bucket/key", request.Target, StringComparison.Ordinal);
        Assert.All(request.Headers.Values, value => Assert.DoesNotContain("wJalrXUtnFEMI", value, StringComparison.Ordinal));
    }

    S3Place Other() => new() { Bucket = "bucket", Endpoint = stub.Address };

    ObjectStoreOptions Options() => new() { Time = time };

    S3ObjectStore Open(S3Place place, ObjectStoreOptions? options = null)
    {
        if (place.IsAws) place = place with { Proxy = new ProxyServer(stub.Address, "user", new Secret("pass")) };
        return opened = S3ObjectStore.Open(
            place, new S3Credentials.AccessKey("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI")), options ?? Options());
    }

    static Task<StoredObject> PutAsync(S3ObjectStore store, string text) =>
        store.PutAsync("key", Body(text), ObjectProperties.None, PutCondition.None, Cancellation);

    static ObjectBody Body(string text) => ObjectBody.Of(Encoding.UTF8.GetBytes(text));

    static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    static string EtagOfParts(string text) => Convert.ToHexStringLower(MD5.HashData(MD5.HashData(Encoding.UTF8.GetBytes(text)))) + "-1";

    static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string Crc32(string text)
    {
        var hash = System.IO.Hashing.Crc32.Hash(Encoding.UTF8.GetBytes(text));
        Array.Reverse(hash);
        return Convert.ToBase64String(hash);
    }
}
