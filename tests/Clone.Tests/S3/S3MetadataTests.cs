using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Whole runs over files of which only the time or the mode changes, to a real service.</summary>
[Collection(StateCollection.Name)]
public sealed class S3MetadataTests(Radosgw server) : IDisposable
{
    readonly ModuleRunspace module = new();
    S3Place place = null!;
    string source = "";

    public void Dispose() => module.Dispose();

    [Fact]
    public async Task Another_time_alone_sends_no_contents()
    {
        await MakeAsync("");
        Touch("small", 1);
        Touch("large", 2);
        var report = Run();
        Assert.Equal(("Succeeded", 2L, 0L), (report.Get("Result"), report.Get("Updated"), report.Get("Bytes")));
        Assert.Equal(TimeOf(1), await ModifiedAsync("small"));
        Assert.Equal(TimeOf(2), await ModifiedAsync("large"));
        report = Run();
        Assert.Equal((0L, 3L), (report.Get("Updated"), report.Get("Skipped")));
        Touch("small", 3);
        Assert.True((long)Run("-Mode Full").Get("Bytes")! > 0);
    }

    [Fact]
    public async Task It_is_put_off_and_said_and_made_good_when_that_is_no_longer_wished()
    {
        await MakeAsync("-MetadataOnly Defer");
        Assert.Equal("Defer", module.Run("Get-CloneJob Data").Single().Get("MetadataOnly"));
        Touch("small", 1);
        Touch("large", 2);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(source, "other"), UnixFileMode.UserRead);
        var changed = OperatingSystem.IsWindows() ? 2 : 3;
        for (var run = 0; run < 2; run++)
        {
            var report = Run();
            Assert.Equal(("Succeeded", 0L, 3L, 0L), (report.Get("Result"), report.Get("Updated"), report.Get("Skipped"), report.Get("Bytes")));
            Assert.Contains(changed + " files", ((string[])report.Get("Warnings")!).Single());
            Assert.NotEqual(TimeOf(1), await ModifiedAsync("small"));
        }
        File.AppendAllText(Path.Combine(source, "small"), "more");
        Touch("small", 3);
        Assert.Equal(1L, Run().Get("Updated"));
        Assert.Equal(TimeOf(3), await ModifiedAsync("small"));
        module.Run("Set-CloneJob Data -MetadataOnly Copy").HasNoErrors();
        var last = Run();
        Assert.Equal((changed - 1L, 0L), (last.Get("Updated"), last.Get("Bytes")));
        Assert.Empty((string[])last.Get("Warnings")!);
        Assert.Equal(TimeOf(2), await ModifiedAsync("large"));
    }

    /// <summary>Makes a bucket and a job, and runs it over three files.</summary>
    async Task MakeAsync(string more)
    {
        place = await server.MakeBucketAsync();
        source = module.Folder("source");
        foreach (var (name, length) in new[] { ("small", 10), ("other", 10), ("large", 9 << 20) })
        {
            var contents = new byte[length];
            new Random(length).NextBytes(contents);
            File.WriteAllBytes(Path.Combine(source, name), contents);
        }
        module.Run(
            $"New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3] {more}",
            source, place.Bucket, server.Http.AbsoluteUri.TrimEnd('/'), new PSCredential("OWNERKEY", new NetworkCredential("", "OWNERSECRET").SecurePassword))
            .HasNoErrors();
        Assert.Equal(3L, Run().Get("Copied"));
    }

    PSObject Run(string more = "") => module.Run("Start-CloneSync Data " + more).Single();

    void Touch(string name, int minute) => File.SetLastWriteTimeUtc(Path.Combine(source, name), TimeOf(minute));

    static DateTime TimeOf(int minute) => new(2020, 1, 1, 0, minute, 0, DateTimeKind.Utc);

    /// <summary>The time that the object's metadata say, in whole seconds.</summary>
    async Task<DateTime> ModifiedAsync(string key)
    {
        await using var store = Radosgw.Open(place);
        var found = await store.LookAsync(key, versionId: null, TestContext.Current.CancellationToken);
        return DateTime.UnixEpoch.AddSeconds(long.Parse(found.Metadata!["mtime"].Split('.')[0]));
    }
}
