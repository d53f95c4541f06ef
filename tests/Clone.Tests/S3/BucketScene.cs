using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>The module, a source and the buckets of a real service, for tests that go by PowerShell.</summary>
sealed class BucketScene : IDisposable
{
    readonly Radosgw server;

    public BucketScene(Radosgw server)
    {
        this.server = server;
        Source = Module.Folder("source of Data");
    }

    public ModuleRunspace Module { get; } = new();

    public string Source { get; }

    /// <summary>The service, as people write it.</summary>
    public string Address => server.Http.AbsoluteUri.TrimEnd('/');

    public static PSCredential Owner => Key("OWNERKEY", "OWNERSECRET");

    public static PSCredential Key(string id, string secret) => new(id, new NetworkCredential("", secret).SecurePassword);

    public void Dispose() => Module.Dispose();

    /// <summary>Makes a bucket, and the job Data into it.</summary>
    public async Task<S3Place> MakeAsync(string more = "")
    {
        var place = await server.MakeBucketAsync();
        New(place.Bucket, more).HasNoErrors();
        return place;
    }

    /// <summary>Makes the job Data.</summary>
    public Outcome New(string bucket, string more = "", PSCredential? key = null, string? address = null, object? argument = null) => Module.Run(
        $"New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3] {more}",
        Source, bucket, address ?? Address, key ?? Owner, argument);

    public PSObject Run(string more = "") => Module.Run("Start-CloneSync Data " + more).Single();

    public void Write(string name, string contents)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
    }

    /// <summary>The files of the store of secrets.</summary>
    public string[] Secrets()
    {
        var folder = Path.Combine(Module.Home, "secrets");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
    }

    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("OWNERKEY", "OWNERSECRET"),
        new AmazonS3Config
        {
            ServiceURL = server.Http.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1",
            // No server here takes what the SDK sends by itself.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });

    public async Task<List<string>> KeysAsync(string bucket, string prefix)
    {
        using var client = Client();
        var found = await client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }, TestContext.Current.CancellationToken);
        return [.. (found.S3Objects ?? []).Select(item => item.Key)];
    }
}
