using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Adapters.S3;
using Clone.Engine.Objects;
using Clone.Tests.Folders;
using Clone.Tests.S3;
using Xunit;

[assembly: AssemblyFixture(typeof(Radosgw))]

namespace Clone.Tests.S3;

/// <summary>
/// A real S3 service on loopback (tests/servers/radosgw.sh), one for all tests: begun when the first asks for it, ended with
/// the tests, and by itself when their process is killed.
/// </summary>
public sealed class Radosgw : IDisposable
{
    readonly Lazy<Task<string?>> start;
    readonly TempFolder folder = new();
    readonly int[] ports = FreePorts(3);
    TestServer? server;

    public Radosgw() => start = new Lazy<Task<string?>>(StartAsync);

    public Uri Http => new("http://127.0.0.1:" + ports[0]);

    public Uri Https => new("https://localhost:" + ports[1]);

    public static S3Credentials Owner { get; } = new S3Credentials.AccessKey("OWNERKEY", new Secret("OWNERSECRET"));

    /// <summary>Another account, which has no rights in the owner's buckets.</summary>
    public static S3Credentials Other { get; } = new S3Credentials.AccessKey("OTHERKEY", new Secret("OTHERSECRET"));

    /// <summary>The certificate of the https port, which nobody trusts by itself.</summary>
    public string Certificate => folder["certificate.pem"];

    /// <summary>Makes a bucket; skips the test where there is no service.</summary>
    public async Task<S3Place> MakeBucketAsync(bool keepsVersions = false)
    {
        if (await start.Value is { } reason) Assert.Skip(reason);
        var name = "b" + Guid.NewGuid().ToString("N");
        using var client = new AmazonS3Client(
            new BasicAWSCredentials("OWNERKEY", "OWNERSECRET"),
            new AmazonS3Config { ServiceURL = Http.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await client.PutBucketAsync(name);
        if (keepsVersions)
            await client.PutBucketVersioningAsync(new PutBucketVersioningRequest
            {
                BucketName = name, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
            });
        return new S3Place { Bucket = name, Endpoint = Http };
    }

    internal static S3ObjectStore Open(S3Place place, S3Credentials? credentials = null, ObjectStoreOptions? options = null) =>
        S3ObjectStore.Open(place, credentials ?? Owner, options ?? ObjectStoreOptions.Default);

    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    public void Dispose()
    {
        server?.Dispose();
        folder.Dispose();
    }

    async Task<string?> StartAsync()
    {
        if (TestServer.Missing("bash", "setpriv", "radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool") is { } reason)
            return reason;
        var (certificate, key) = TestCertificate.Make();
        folder.File("certificate.pem", certificate);
        folder.File("server.pem", certificate + "\n" + key + "\n");
        server = await TestServer.StartAsync("radosgw.sh", folder, ports);
        return null;
    }
}
