using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Clone.Adapters.Azure;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.Sync;
using Clone.Tests.Destinations;
using Clone.Tests.EndToEnd;
using Clone.Tests.Folders;
using Clone.Tests.ObjectCopies;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Whole passes to a container on Azurite: what they cost, and what rclone finds there.</summary>
public sealed class AzureRunTests(Azurite azurite) : IDisposable
{
    readonly Mirror mirror = new();
    string container = "";

    public void Dispose() => mirror.Dispose();

    [Fact]
    public async Task A_small_file_costs_one_request_and_a_run_without_changes_one_listing()
    {
        using var place = await MakePlaceAsync();
        for (var i = 0; i < 40; i++) mirror.Write($"d{i % 3}/f{i}", "text " + i);
        Directory.CreateDirectory(Path.Combine(mirror.Source, "empty"));
        await RunAsync(place);
        var requests = place.Store.Requests;
        Assert.Equal((41, 1, 42), (requests[RequestKind.Put], requests[RequestKind.List], requests.Total));
        await RunAsync(place);
        Assert.Equal((1, 1), (place.Store.Requests[RequestKind.List], place.Store.Requests.Total));
        // A machine that knows nothing of the copy learns it from the listing alone.
        using var other = new BucketPlace(Open, "p/") { Forgets = true };
        await RunAsync(other);
        Assert.Equal((1, 1), (other.Store.Requests[RequestKind.List], other.Store.Requests.Total));
        Assert.Equal(FolderPlace.Read(mirror.Source), place.Read());
    }

    [Fact]
    public async Task Rclone_finds_what_we_sent_with_names_times_and_sums()
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
        File.Delete(Path.Combine(mirror.Source, "empty file"));
        await RunAsync(place);
        Rclone("check", mirror.Source, Remote("p"));
        Assert.Equal(ListOf(mirror.Source), ListOf(Remote("p")));
    }

    [Fact]
    public async Task What_rclone_sent_is_taken_as_it_is()
    {
        RequireRclone();
        using var place = await MakePlaceAsync();
        WriteTree();
        Rclone("copy", mirror.Source, Remote("p"));
        await RunAsync(place);
        Assert.Equal((0, 0), (place.Store.Requests[RequestKind.Put], place.Store.Requests[RequestKind.Part]));
        Assert.Equal(ListOf(mirror.Source), ListOf(Remote("p")));
    }

    AzurePlace? made;

    AzureBlobStore Open() => Azurite.Open(made!);

    async Task<BucketPlace> MakePlaceAsync()
    {
        made = await azurite.MakeContainerAsync();
        container = made.Container;
        return new BucketPlace(Open, "p/") { Limits = new ObjectSendLimits { WholeBytes = 1 << 20, PartBytes = 4 << 20 } };
    }

    static void RequireRclone()
    {
        if (TestServer.Missing("rclone") is { } reason) Assert.Skip(reason);
    }

    string Remote(string path) => $":azureblob,use_emulator=true,endpoint='{azurite.Endpoint}':{container}/{path}";

    static string Rclone(params string[] arguments) => Tool.Run("env", ["-u", "AWS_CA_BUNDLE", "rclone", .. arguments]);

    static string[] ListOf(string where) =>
        [.. Rclone("lsl", where).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order(StringComparer.Ordinal)];

    void WriteTree()
    {
        mirror.Write("a/one", "1");
        mirror.Write("a/two", "22");
        mirror.Write("b/\u65e5\u672c\u8a9e \\ \u0001.", "odd");
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
