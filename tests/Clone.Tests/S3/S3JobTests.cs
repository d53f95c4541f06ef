using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>
/// Jobs to a bucket of a real service, as people use them from PowerShell. What lies in the bucket is read by the service's
/// own SDK; nothing of the engine is used for it.
/// </summary>
[Collection(StateCollection.Name)]
public sealed class S3JobTests(Radosgw server) : IDisposable
{
    const string Secret = "OWNERSECRET";

    readonly ModuleRunspace module = new();
    string? source;

    public void Dispose() => module.Dispose();

    string Source => source ??= module.Folder("source of Data");

    [Fact]
    public async Task A_folder_is_mirrored_run_by_run()
    {
        var place = await MakeAsync();
        Write("a.txt", "alpha");
        Write("docs/日本 b.txt", "beta");
        Write("docs/deep/c", "");
        Directory.CreateDirectory(Path.Combine(Source, "empty"));
        File.SetLastWriteTimeUtc(Path.Combine(Source, "a.txt"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        AssertCompare("Create", 6);
        var first = Run();
        Assert.Equal(("Succeeded", "S3", 6L, 0L), (first.Get("Result"), first.Get("Kind"), first.Get("Copied"), first.Get("Failed")));
        await AssertIsCopyAsync(place);
        AssertCompare("Create", 0);

        var second = Run();
        Assert.Equal((0L, 6L, 0L), (second.Get("Copied"), second.Get("Skipped"), second.Get("Bytes")));

        Write("a.txt", "another alpha");
        Write("new", "new");
        File.Delete(Path.Combine(Source, "docs", "deep", "c"));
        Directory.Delete(Path.Combine(Source, "docs", "deep"));
        File.Move(Path.Combine(Source, "docs", "日本 b.txt"), Path.Combine(Source, "moved"));
        var third = Run();
        Assert.Equal(("Succeeded", 0L), (third.Get("Result"), third.Get("Failed")));
        await AssertIsCopyAsync(place);

        var full = Run("-Mode Full");
        Assert.Equal(("Succeeded", 3L), (full.Get("Result"), full.Get("Updated")));
        await AssertIsCopyAsync(place);
    }

    [Fact]
    public async Task A_job_is_shown_and_changed_without_its_secret()
    {
        await MakeAsync("-Prefix data/");
        var job = module.Run("Get-CloneJob Data").Single();
        Assert.Equal("S3", job.Get("Kind"));
        var bucket = new PSObject(job.Get("S3"));
        Assert.Equal(("data/", true, server.Http.AbsoluteUri.TrimEnd('/')), (bucket.Get("Prefix"), bucket.Get("HasCredential"), bucket.Get("Endpoint")));
        module.Run("Set-CloneJob Data -KeepDeleted 30 -StorageClass STANDARD").HasNoErrors();
        module.Run("Set-CloneJob Data -HddBaseFolder $args[0]", module.Folder("base")).HasError("CloneJobKindDiffers");
        module.Run("Set-CloneJob Data -Endpoint http://localhost -Port $args[0]", server.Http.Port).HasError("CloneCredentialMissing");
        module.Run("Set-CloneJob Data -Endpoint http://owner:pass@localhost").HasError("CloneServiceAddressInvalid");
        module.Run("Set-CloneJob Data -S3Credential $args[0]", Key("OWNERKEY", "wrong")).HasError("CloneServiceCredentialRefused");
        Write("a", "a");
        Assert.Equal("Succeeded", Run().Get("Result"));
        Assert.Single(Directory.GetFiles(Path.Combine(module.Home, "secrets"), "*.json"));
        foreach (var file in Directory.GetFiles(module.Home, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, File.ReadAllText(file, System.Text.Encoding.Latin1));
        module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        Assert.Empty(Directory.GetFiles(Path.Combine(module.Home, "secrets"), "*.json"));
    }

    [Fact]
    public async Task What_cannot_work_is_said_when_the_job_is_made()
    {
        var place = await server.MakeBucketAsync();
        New(place.Bucket, Key("OWNERKEY", "wrong")).HasError("CloneServiceCredentialRefused");
        New(place.Bucket, Key("OTHERKEY", "OTHERSECRET")).HasError("CloneServiceAccessDenied");
        New("b" + Guid.NewGuid().ToString("N"), Owner).HasError("CloneBucketNotFound");
        New("no", Owner).HasError("CloneServiceAddressInvalid");
        New(place.Bucket, Owner, "-Prefix ../x").HasError("CloneServiceAddressInvalid");
        Assert.Empty(module.Run("Get-CloneJob").HasNoErrors().Output);
        New(place.Bucket, Owner, "-Prefix one").HasNoErrors();
        New(place.Bucket, Owner, "-Prefix one/two", "Other").HasError("CloneDestinationUsedByJob");
        New(place.Bucket, Owner, "-Prefix two", "Other").HasNoErrors();
    }

    [Fact]
    public async Task Another_s_copy_is_not_written_to_but_by_a_take_over()
    {
        var place = await MakeAsync();
        Write("a", "alpha");
        Write("b", "beta");
        Run();
        module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        var before = source;
        source = module.Folder("another source");
        Write("a", "alpha");
        File.SetLastWriteTimeUtc(Path.Combine(Source, "a"), File.GetLastWriteTimeUtc(Path.Combine(before!, "a")));
        New(place.Bucket, Owner).HasError("CloneDestinationOwnedByOther");
        New(place.Bucket, Owner, "-TakeOver Adopt").HasNoErrors();
        var report = Run();
        // What agrees is not sent again, what is too much goes.
        Assert.Equal(("Succeeded", 0L, 1L, 1L), (report.Get("Result"), report.Get("Copied"), report.Get("Skipped"), report.Get("Deleted")));
        await AssertIsCopyAsync(place);
    }

    [Fact]
    public async Task What_is_removed_or_replaced_is_kept_and_the_guard_watches()
    {
        var place = await MakeAsync("-KeepDeleted 30 -MaxDeleteCount 1");
        Write("a", "first");
        Write("b", "beta");
        Write("c", "gamma");
        Run();
        Write("a", "second one");
        File.Delete(Path.Combine(Source, "b"));
        Run();
        var kept = (await KeysAsync(place, "CloneForWindows/kept/")).Select(key => key[(key.LastIndexOf('/') + 1)..]).Order();
        Assert.Equal(["a", "b"], kept);
        File.Delete(Path.Combine(Source, "a"));
        File.Delete(Path.Combine(Source, "c"));
        Write("d", "delta");
        var refused = module.Run("Start-CloneSync Data");
        Assert.Equal("Refused", refused.Output.Single().Get("Result"));
        refused.HasError("CloneTooManyRemovals");
        Assert.Equal("Succeeded", Run("-Force").Get("Result"));
        await AssertIsCopyAsync(place);
        module.Run("Set-CloneJob Data -KeepDeleted 0").HasNoErrors();
        Run();
        Assert.Empty(await KeysAsync(place, "CloneForWindows/kept/"));
    }

    [Fact]
    public async Task A_marker_that_is_gone_stops_the_run()
    {
        var place = await MakeAsync();
        Write("a", "alpha");
        Run();
        using (var client = Client())
            await client.DeleteObjectAsync(place.Bucket, "CloneForWindows/f003ef6bb89b.UUID.Check", TestContext.Current.CancellationToken);
        var report = module.Run("Start-CloneSync Data");
        Assert.Equal("Refused", report.Output.Single().Get("Result"));
        report.HasError("CloneDestinationMarkerMissing");
    }

    [Fact]
    public async Task A_lost_index_costs_no_contents()
    {
        var place = await MakeAsync();
        for (var i = 0; i < 20; i++) Write("d/" + i, "text " + i);
        Run();
        Directory.Delete(Path.Combine(module.Home, "index"), recursive: true);
        var report = Run();
        Assert.Equal(("Succeeded", 21L, 0L), (report.Get("Result"), report.Get("Skipped"), report.Get("Bytes")));
        await AssertIsCopyAsync(place);
    }

    [Fact]
    public async Task A_service_that_is_gone_fails_the_run_and_the_next_one_goes_on()
    {
        var place = await server.MakeBucketAsync();
        await using (var between = new TcpFaultProxy(server.Http))
        {
            New(place.Bucket, Owner, address: between.Address.AbsoluteUri.TrimEnd('/')).HasNoErrors();
            Write("a", "alpha");
            Run();
        }
        Write("b", "beta");
        var failed = module.Run("Start-CloneSync Data");
        Assert.Equal(("Failed", 11), (failed.Output.Single().Get("Result"), failed.Output.Single().Get("ExitCode")));
        failed.HasError("CloneServiceUnreachable");
        module.Run("Compare-CloneJob Data").HasError("CloneServiceUnreachable");
        module.Run("Set-CloneJob Data -Endpoint $args[0] -S3Credential $args[1]", server.Http.AbsoluteUri.TrimEnd('/'), Owner).HasNoErrors();
        var report = Run();
        Assert.Equal(("Succeeded", 1L, 1L), (report.Get("Result"), report.Get("Copied"), report.Get("Skipped")));
        await AssertIsCopyAsync(place);
    }

    [Fact]
    public async Task A_run_that_was_killed_is_gone_on_with()
    {
        // Slow enough that it is under way when it is killed.
        var place = await MakeAsync("-BandwidthLimit 4M");
        for (var i = 0; i < 300; i++) Write($"d{i % 7}/{i}", "text " + i);
        var large = RandomNumberGenerator.GetBytes(48 << 20);
        File.WriteAllBytes(Path.Combine(Source, "large"), large);
        using (var other = OtherProcess.Start("sync", module.Home, "Data", "Incremental"))
        {
            // It is in the middle: some objects are there, and the large one takes a while.
            while ((await KeysAsync(place, "d")).Count == 0) Assert.False(other.HasEnded);
            other.Kill();
        }
        module.Run("Set-CloneJob Data -BandwidthLimit off").HasNoErrors();
        var report = module.Run("Start-CloneSync Data").Single();
        Assert.Equal(("Succeeded", 0L), (report.Get("Result"), report.Get("Failed")));
        Assert.Single((string[])report.Get("Warnings")!);
        using var client = Client();
        using var stored = await client.GetObjectAsync(place.Bucket, "large", TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(large), await SHA256.HashDataAsync(stored.ResponseStream, TestContext.Current.CancellationToken));
        Assert.Equal(0L, Run().Get("Bytes"));
    }

    [Fact]
    public async Task A_copy_comes_back_from_its_job_or_from_its_address()
    {
        var place = await MakeAsync("-Prefix office");
        for (var i = 0; i < 40; i++) Write($"d{i % 3}/日本 {i}", "text " + i);
        Write("zero", "");
        File.WriteAllBytes(Path.Combine(Source, "large"), RandomNumberGenerator.GetBytes(20 << 20));
        Directory.CreateDirectory(Path.Combine(Source, "empty"));
        File.SetLastWriteTimeUtc(Path.Combine(Source, "zero"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567));
        Run();
        var target = module["restored"];
        Assert.Empty(module.Run("Restore-CloneFromS3 Data $args[0] -WhatIf", target).HasNoErrors().Output);
        Assert.False(Directory.Exists(target));
        var report = module.Run("Restore-CloneFromS3 Data $args[0]", target).Single();
        Assert.Equal(("Succeeded", "Restore", "S3", 46L), (report.Get("Result"), report.Get("Mode"), report.Get("Kind"), report.Get("Copied")));
        AssertSame(target);
        Assert.Equal(46L, module.Run("Restore-CloneFromS3 Data $args[0]", target).Single().Get("Skipped"));

        // A new machine: nothing is known but the address and the key.
        Directory.Delete(module.Home, recursive: true);
        const string From = "-S3Bucket $args[0] -Prefix office/ -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3]";
        var address = server.Http.AbsoluteUri.TrimEnd('/');
        var anew = module["anew"];
        Directory.CreateDirectory(anew);
        File.WriteAllText(Path.Combine(anew, "other"), "stays");
        module.Run("Restore-CloneFromS3 " + From, place.Bucket, address, Key("OWNERKEY", "wrong"), anew).HasError("CloneServiceCredentialRefused");
        Assert.Equal("Succeeded", module.Run("Restore-CloneFromS3 " + From, place.Bucket, address, Owner, anew).Single().Get("Result"));
        Assert.Equal("stays", File.ReadAllText(Path.Combine(anew, "other")));
        File.Delete(Path.Combine(anew, "other"));
        AssertSame(anew);
        var part = module["part"];
        Assert.Equal(14L, module.Run($"Restore-CloneFromS3 {From} -Path d1", place.Bucket, address, Owner, part).Single().Get("Copied"));
        module.Run("Restore-CloneFromS3 -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3]", place.Bucket, address, Owner, part)
            .HasError("CloneCopyMarkerMissing");
        module.Run($"Restore-CloneFromS3 {From} -Path nothing", place.Bucket, address, Owner, part).HasError("CloneItemNotFound");
    }

    [Fact]
    public async Task A_job_is_tested_before_it_runs()
    {
        var place = await MakeAsync();
        Write("a", "alpha");
        var checks = module.Run("Test-CloneJob Data").HasNoErrors();
        Assert.All(checks.All("Result"), result => Assert.Equal("Passed", result));
        Assert.Empty(await KeysAsync(place, ""));
        await using (var between = new TcpFaultProxy(server.Http))
        {
            var address = between.Address.AbsoluteUri.TrimEnd('/');
            module.Run("Set-CloneJob Data -Endpoint $args[0] -S3Credential $args[1]", address, Owner).HasNoErrors();
        }
        var failed = module.Run("Test-CloneJob Data").Output.Where(check => "Failed".Equals(check.Get("Result")));
        Assert.Equal("DestinationPath", Assert.Single(failed).Get("Name"));
    }

    [Fact]
    public async Task A_copy_comes_back_as_of_a_time_and_is_listed()
    {
        await MakeAsync("-KeepDeleted 30");
        Write("a", "first");
        Write("b", "beta");
        Run();
        var before = module.Run("[datetime]::Now").Single().BaseObject;
        Write("a", "second one");
        File.Delete(Path.Combine(Source, "b"));
        Run();
        Assert.Equal(["a"], module.Run("Get-CloneItem Data").HasNoErrors().All("Path"));
        Assert.Equal(["a", "b"], module.Run("Get-CloneItem Data -AsOf $args[0]", before).HasNoErrors().All("Path").Order());
        var target = module["restored"];
        Assert.Equal("Succeeded", module.Run("Restore-CloneFromS3 Data $args[0] -AsOf $args[1]", target, before).Single().Get("Result"));
        Assert.Equal(("first", "beta"), (File.ReadAllText(Path.Combine(target, "a")), File.ReadAllText(Path.Combine(target, "b"))));
    }

    [Fact]
    public async Task Keys_that_are_no_paths_are_failures()
    {
        var place = await MakeAsync();
        Write("good", "good");
        Run();
        using var client = Client();
        foreach (var key in new[] { "a//b", "d//e/f" })
        {
            await client.PutObjectAsync(
                new PutObjectRequest { BucketName = place.Bucket, Key = key, ContentBody = "evil" }, TestContext.Current.CancellationToken);
        }
        var target = module["restored"];
        var restored = module.Run("Restore-CloneFromS3 Data $args[0]", target);
        var report = restored.Output.Single();
        Assert.Equal(("CompletedWithFailures", 2L), (report.Get("Result"), report.Get("Failed")));
        var failures = ((IEnumerable<object>)report.Get("Failures")!).Select(failure => new PSObject(failure));
        Assert.Equal(["a//b", "d//e/f"], failures.Select(failure => failure.Get("Path")).Order());
        Assert.Equal(["good"], Directory.GetFileSystemEntries(target).Select(Path.GetFileName));
    }

    /// <summary>The folder holds what the source holds, by names, contents and times of files.</summary>
    void AssertSame(string folder)
    {
        Assert.Equal(Picture(Source), Picture(folder));
        static IEnumerable<string> Picture(string root) => Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path) + (Directory.Exists(path)
                ? "/"
                : " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) + " " + File.GetLastWriteTimeUtc(path).Ticks))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Makes a bucket, and the job Data into it.</summary>
    async Task<S3Place> MakeAsync(string more = "")
    {
        var place = await server.MakeBucketAsync();
        New(place.Bucket, Owner, more).HasNoErrors();
        return place;
    }

    Outcome New(string bucket, PSCredential key, string more = "", string name = "Data", string? address = null) => module.Run(
        $"New-CloneJob -Name $args[0] -Source $args[1] -S3Bucket $args[2] -Endpoint $args[3] -S3Credential $args[4] {more}",
        name, Source, bucket, address ?? server.Http.AbsoluteUri.TrimEnd('/'), key);

    static PSCredential Owner => Key("OWNERKEY", Secret);

    static PSCredential Key(string id, string secret) => new(id, new NetworkCredential("", secret).SecurePassword);

    PSObject Run(string more = "") => module.Run("Start-CloneSync Data " + more).Single();

    void AssertCompare(string action, int count) =>
        Assert.Equal(count, module.Run("Compare-CloneJob Data").HasNoErrors().All("Action").Count(found => action.Equals(found)));

    void Write(string name, string contents)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
    }

    AmazonS3Client Client() => new(
        new BasicAWSCredentials("OWNERKEY", Secret),
        new AmazonS3Config
        {
            ServiceURL = server.Http.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1",
            // No server here takes what the SDK sends by itself.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });

    async Task<List<string>> KeysAsync(S3Place place, string prefix)
    {
        using var client = Client();
        var found = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = place.Bucket, Prefix = prefix });
        return [.. (found.S3Objects ?? []).Select(item => item.Key)];
    }

    /// <summary>The files of the source and the objects of the bucket are the same by name, size and MD5.</summary>
    async Task AssertIsCopyAsync(S3Place place)
    {
        using var client = Client();
        var found = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = place.Bucket });
        var there = found.S3Objects.Where(item => !item.Key.StartsWith("CloneForWindows/", StringComparison.Ordinal) && !item.Key.EndsWith('/'))
            .Select(item => item.Key + " " + item.ETag.Trim('"')).Order(StringComparer.Ordinal);
        var here = Directory.GetFiles(Source, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Source, path).Replace('\\', '/') + " "
                + Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(path)))).Order(StringComparer.Ordinal);
        Assert.Equal(here, there);
    }
}
