using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>What Get-CloneItem shows of copies in buckets: of jobs, by their address alone, and what they keep of earlier times.</summary>
[Collection(StateCollection.Name)]
public sealed class S3ItemTests(Radosgw server) : IDisposable
{
    const string There = "-S3Bucket $args[0] -Prefix office -Endpoint $args[1] -S3Credential $args[2]";

    static readonly DateTime Time = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    readonly BucketScene scene = new(server);

    ModuleRunspace Module => scene.Module;

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_copy_is_listed_by_its_address_alone()
    {
        var place = await scene.MakeAsync("-Prefix office");
        Write("a.txt", "alpha", day: 0);
        Write("docs/日本 b.txt", "beta text", day: 1);
        scene.Run();
        Directory.Delete(Module.Home, recursive: true);
        object[] from = [place.Bucket, scene.Address, BucketScene.Owner];
        Assert.Equal(["a.txt", "docs"], Module.Run("Get-CloneItem " + There, from).HasNoErrors().All("Path"));
        var found = Module.Run($"Get-CloneItem {There} -Recurse | Where-Object Kind -eq File", from).HasNoErrors().Output;
        Assert.Equal([("a.txt", 5L, Time), ("docs/日本 b.txt", 9L, Time.AddDays(1))], found.Select(Facts));
        Assert.Equal("s3://" + place.Bucket + "/office/", found[0].Get("CopyPath"));
        foreach (var path in new[] { "docs/*.txt", "docs", "docs/日本 b.txt", "**/*b.txt" })
            Assert.Equal("docs/日本 b.txt", Module.Run($"Get-CloneItem {There} -Path '{path}'", from).Single().Get("Path"));
        Module.Run($"Get-CloneItem {There} -Path nothing", from).HasError("CloneItemNotFound");
        Module.Run($"Get-CloneItem {There} -AsOf 2001-01-01", from).HasError("CloneNothingKept");
        Module.Run("Get-CloneItem " + There, place.Bucket, scene.Address, BucketScene.Key("OWNERKEY", "wrong")).HasError("CloneServiceCredentialRefused");
        Module.Run("Get-CloneItem -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2]", from).HasError("CloneCopyMarkerMissing");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_kept_is_listed_with_its_times_and_each_comes_back(bool keepsVersions)
    {
        var place = await server.MakeBucketAsync(keepsVersions);
        scene.New(place.Bucket, "-Prefix office -KeepDeleted 30").HasNoErrors();
        Write("docs/a", "first", day: 0);
        Write("b", "beta", day: 1);
        Write("stays", "stays", day: 2);
        scene.Run();
        var first = Module.Run("[datetime]::Now").Single().BaseObject;
        Assert.Empty(Module.Run("Get-CloneItem Data -Kept").HasNoErrors().Output);
        Write("docs/a", "second one", day: 3);
        File.Delete(Path.Combine(scene.Source, "b"));
        scene.Run();
        Write("docs/a", "the third", day: 4);
        scene.Run();
        var kept = Module.Run("Get-CloneItem Data -Kept").HasNoErrors().Output;
        Assert.Equal(
            [("b", 4L, Time.AddDays(1)), ("docs/a", 5L, Time), ("docs/a", 10L, Time.AddDays(3))],
            kept.Select(Facts).OrderBy(item => item.Path, StringComparer.Ordinal));
        foreach (var (item, number) in kept.Select((item, number) => (item, number)))
        {
            var target = Module["back" + number.ToString(CultureInfo.InvariantCulture)];
            Assert.Equal("Succeeded", Module.Run("$args[0] | Restore-CloneFromS3 Data $args[1]", item, target).Single().Get("Result"));
            Assert.Equal((long)item.Get("Size")!, new FileInfo(Path.Combine(target, (string)item.Get("Path")!)).Length);
        }

        object[] from = [place.Bucket, scene.Address, BucketScene.Owner];
        Assert.Equal(["docs/a"], Module.Run($"Get-CloneItem {There} -Path docs -AsOf $args[3]", [.. from, first]).HasNoErrors().All("Path"));
        Assert.Equal([5L, 10L], Module.Run($"Get-CloneItem {There} -Kept -Path docs", from).HasNoErrors().All("Size"));
        Assert.Equal(["b"], Module.Run($"Get-CloneItem {There} -Kept -Path [b-c]", from).HasNoErrors().All("Path"));
    }

    void Write(string name, string contents, int day)
    {
        scene.Write(name, contents);
        File.SetLastWriteTimeUtc(Path.Combine(scene.Source, name), Time.AddDays(day));
    }

    static (string Path, long Size, DateTime Time) Facts(PSObject item) =>
        ((string)item.Get("Path")!, (long)item.Get("Size")!, ((DateTime)item.Get("LastWriteTime")!).ToUniversalTime());
}
