using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Clone.Tests.ObjectCopies;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>rclone and we, over a real S3 service: each finds what the other sent.</summary>
public sealed class RcloneTests(Radosgw radosgw) : IDisposable
{
    readonly Mirror mirror = new();

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task It_finds_what_we_sent_with_names_times_and_sums()
    {
        RequireRclone();
        using var place = await MakePlaceAsync();
        WriteTree();
        await RunAsync(place);
        Rclone("check", mirror.Source, Remote("p"));
        Assert.Equal(ListOf(mirror.Source), ListOf(Remote("p")));
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "a/one"), new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc).AddTicks(1234567));
        mirror.Write("a/two", "changed");
        CutTimes();
        File.Delete(Path.Combine(mirror.Source, "large"));
        await RunAsync(place);
        Rclone("check", mirror.Source, Remote("p"));
        Assert.Equal(ListOf(mirror.Source), ListOf(Remote("p")));
    }

    [Fact]
    public async Task What_it_sent_is_taken_as_it_is()
    {
        RequireRclone();
        using var place = await MakePlaceAsync();
        WriteTree();
        Rclone("copy", mirror.Source, Remote("p"));
        await RunAsync(place);
        var requests = place.Store.Requests;
        Assert.Equal((0, 0), (requests[RequestKind.Put], requests[RequestKind.Part]));
        Assert.Equal(ListOf(mirror.Source), ListOf(Remote("p")));
    }

    string bucket = "";

    async Task<BucketPlace> MakePlaceAsync()
    {
        var made = await radosgw.MakeBucketAsync();
        bucket = made.Bucket;
        return new BucketPlace(() => Radosgw.Open(made), "p/") { Limits = new ObjectSendLimits { WholeBytes = 1 << 20, PartBytes = 5 << 20 } };
    }

    static void RequireRclone()
    {
        if (TestServer.Missing("rclone") is { } reason) Assert.Skip(reason);
    }

    string Remote(string path) =>
        $":s3,provider=Ceph,access_key_id=OWNERKEY,secret_access_key=OWNERSECRET,endpoint='{radosgw.Http}':{bucket}/{path}";

    /// <summary>Its client refuses a machine's own bundle of authorities.</summary>
    static string Rclone(params string[] arguments) => Tool.Run("env", ["-u", "AWS_CA_BUNDLE", "rclone", .. arguments]);

    static string[] ListOf(string where) =>
        [.. Rclone("lsl", where).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order(StringComparer.Ordinal)];

    void WriteTree()
    {
        mirror.Write("a/one", "1");
        mirror.Write("a/two", "22");
        mirror.Write("b/日本語 ／ ．", "odd");
        mirror.Write("empty file", "");
        mirror.Write("large", string.Concat(Enumerable.Repeat("0123456789abcdef", 700_000)));
        CutTimes();
        File.SetLastWriteTimeUtc(Path.Combine(mirror.Source, "a/two"), new DateTime(1969, 4, 5, 6, 7, 8, DateTimeKind.Utc).AddTicks(7654321));
    }

    /// <summary>Times are kept to 100 ns; the file system has finer ones.</summary>
    void CutTimes()
    {
        foreach (var file in Directory.EnumerateFiles(mirror.Source, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file));
    }

    async Task RunAsync(BucketPlace place)
    {
        if (mirror.Node.Jobs.List().Count == 0) mirror.CreateJob();
        using var over = new PassOver(mirror) { IsForced = true, Work = new WorkLimits { Workers = 4 } };
        await using var destination = place.Open();
        await over.RunAsync(destination, new TemporaryNames(Guid.NewGuid()), TestContext.Current.CancellationToken);
        Assert.Equal(0, over.Score.Failed);
    }
}
