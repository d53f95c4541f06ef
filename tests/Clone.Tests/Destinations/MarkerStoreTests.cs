using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Tests.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.Destinations;

public sealed class MarkerStoreTests : IDisposable
{
    static readonly DestinationMarker Marker = new()
    {
        Source = new SourceId(Guid.NewGuid(), "/srv/データ", "uuid:1|fsid:2"),
        JobId = Guid.NewGuid(),
        DestinationId = Guid.NewGuid(),
        Time = new DateTimeOffset(2026, 7, 30, 12, 0, 0, TimeSpan.Zero),
    };

    readonly TempFolder disk = new();
    readonly MarkerStore store = new(new AdapterSet().Json);

    string OwnFolder => disk["CloneForWindows"];

    string MarkerFile => Path.Combine(OwnFolder, "f003ef6bb89b.UUID.Check");

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_marker_comes_back_as_it_was_written()
    {
        Assert.Equal(MarkerReading.None, Read());
        Write(Marker);
        Assert.Equal(new MarkerReading(Marker, null), Read());
        Assert.Single(Directory.GetFileSystemEntries(OwnFolder));
        var other = Marker with { DestinationId = Guid.NewGuid() };
        Write(other);
        Assert.Equal(other, Read().Marker);
        Assert.Single(Directory.GetFileSystemEntries(OwnFolder));
    }

    [Fact]
    public void What_Clone_writes_is_for_its_account_alone()
    {
        Write(Marker);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("modes are those of Unix");
            return;
        }
        const UnixFileMode forOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(forOwner | UnixFileMode.UserExecute, File.GetUnixFileMode(OwnFolder));
        Assert.Equal(forOwner, File.GetUnixFileMode(MarkerFile));
    }

    [Fact]
    public void A_folder_without_a_marker_holds_none()
    {
        Directory.CreateDirectory(OwnFolder);
        Assert.Equal(MarkerReading.None, Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":0}")]
    [InlineData("{\"version\":-1}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":99999999999}")]
    [InlineData("{\"version\":\"1\"}")]
    public void What_is_no_marker_of_a_known_version_cannot_be_read(string contents)
    {
        Put(Encoding.UTF8.GetBytes(contents));
        Assert.True(Read().IsUnreadable);
        Assert.Null(Read().Marker);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"version\": 1,", "")]
    [InlineData("\"path\": \"/srv/データ\"", "\"path\": \"\"")]
    [InlineData("\"path\": \"/srv/データ\"", "\"path\": null")]
    [InlineData("\"path\": \"/srv/データ\"", "\"path\": 1")]
    [InlineData("\"volumeId\": \"uuid:1|fsid:2\"", "\"volumeId\": null")]
    [InlineData("\"source\": {", "\"source\": null, \"x\": {")]
    [InlineData("\"jobId\"", "\"y\"")]
    [InlineData("\"destinationId\"", "\"y\"")]
    [InlineData("\"nodeId\"", "\"y\"")]
    public void A_marker_that_lacks_something_cannot_be_read(string part, string instead)
    {
        Write(Marker);
        var text = File.ReadAllText(MarkerFile);
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(MarkerFile, text.Replace(part, instead, StringComparison.Ordinal));
        Assert.True(Read().IsUnreadable);
    }

    [Fact]
    public void Random_bytes_are_never_an_error()
    {
        Directory.CreateDirectory(OwnFolder);
        Gen.Byte.Array[0, 300].Sample(
            bytes =>
            {
                File.WriteAllBytes(MarkerFile, bytes);
                Assert.Null(Read().Marker);
            },
            iter: 500 * Soak.Times, threads: 1);
    }

    [Fact]
    public void A_marker_with_some_bytes_changed_is_a_marker_or_cannot_be_read()
    {
        Write(Marker);
        var good = File.ReadAllBytes(MarkerFile);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).List[1, 8].Sample(
            changes =>
            {
                var bytes = (byte[])good.Clone();
                foreach (var (place, value) in changes) bytes[place] = value;
                File.WriteAllBytes(MarkerFile, bytes);
                var reading = Read();
                Assert.NotEqual(reading.IsUnreadable, reading.Marker is not null);
            },
            iter: 1000 * Soak.Times, threads: 1);
    }

    [Fact]
    public void A_marker_larger_than_64_KiB_is_none()
    {
        Write(Marker);
        var text = File.ReadAllText(MarkerFile);
        File.WriteAllText(MarkerFile, text + new string(' ', MarkerStore.MaxBytes - Encoding.UTF8.GetByteCount(text)));
        Assert.Equal(Marker, Read().Marker);
        File.AppendAllText(MarkerFile, " ");
        Assert.True(Read().IsUnreadable);
        using (var sparse = File.OpenWrite(MarkerFile)) sparse.SetLength(1L << 40);
        Assert.True(Read().IsUnreadable);
    }

    [Fact]
    public void Deep_nesting_cannot_be_read()
    {
        Put(Encoding.ASCII.GetBytes("{\"version\":1,\"source\":" + new string('[', 20000)));
        Assert.True(Read().IsUnreadable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_link_in_the_place_of_the_folder_is_not_followed(bool dangling)
    {
        Platform.RequireLinks();
        var elsewhere = disk["elsewhere"];
        if (!dangling) Directory.CreateDirectory(elsewhere);
        Directory.CreateSymbolicLink(OwnFolder, elsewhere);
        Assert.True(Read().IsUnreadable);
        Write(Marker);
        Assert.Equal(Marker, Read().Marker);
        Assert.Null(new DirectoryInfo(OwnFolder).LinkTarget);
        if (!dangling) Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_link_in_the_place_of_the_marker_is_not_followed()
    {
        Platform.RequireLinks();
        Write(Marker);
        var victim = disk["victim"];
        File.Move(MarkerFile, victim);
        File.CreateSymbolicLink(MarkerFile, victim);
        Assert.True(Read().IsUnreadable);
        Write(Marker with { JobId = Guid.NewGuid() });
        Assert.NotEqual(Marker.JobId, Read().Marker!.JobId);
        Assert.Contains(Marker.JobId.ToString(), File.ReadAllText(victim), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_and_a_folder_in_the_place_of_the_marker_are_set_aside()
    {
        File.WriteAllText(OwnFolder, "somebody's");
        Assert.True(Read().IsUnreadable);
        Write(Marker);
        Assert.Equal(Marker, Read().Marker);
        Assert.Equal("somebody's", File.ReadAllText(Assert.Single(Directory.GetFiles(disk.Path))));
        File.Delete(MarkerFile);
        Directory.CreateDirectory(Path.Combine(MarkerFile, "full"));
        Assert.True(Read().IsUnreadable);
        Write(Marker);
        Assert.Equal(Marker, Read().Marker);
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_the_marker_does_not_hang()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("no named pipes in folders");
        Directory.CreateDirectory(OwnFolder);
        Tool.Run("mkfifo", MarkerFile);
        var reading = await Task.Run(Read, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(reading.IsUnreadable);
    }

    [Fact]
    public void A_leftover_of_a_crash_is_replaced()
    {
        Directory.CreateDirectory(OwnFolder);
        File.WriteAllText(MarkerFile + ".new", "half");
        Write(Marker);
        Assert.Equal(Marker, Read().Marker);
        Assert.Single(Directory.GetFileSystemEntries(OwnFolder));
    }

    [Fact]
    public void A_disk_that_is_full_keeps_the_old_marker()
    {
        if (Tool.Try("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.Path).Code != 0) Assert.Skip("mounting is not allowed here");
        try
        {
            Write(Marker);
            var full = new byte[4096];
            try
            {
                for (var i = 0; i < 100; i++) File.WriteAllBytes(disk["fill" + i], full);
            }
            catch (IOException)
            {
                Assert.True(Path.Exists(MarkerFile));
            }
            var error = Assert.Throws<EntryException>(() => Write(Marker with { JobId = Guid.NewGuid() }));
            Assert.Equal(IoProblem.DiskFull, error.Problem);
            Assert.Equal(Marker, Read().Marker);
        }
        finally
        {
            MountPoint.Leave(disk.Path);
        }
    }

    MarkerReading Read()
    {
        using var root = disk.Open();
        return store.Read(root);
    }

    void Write(DestinationMarker marker)
    {
        using var root = disk.Open();
        store.Write(root, marker);
    }

    void Put(byte[] contents)
    {
        Directory.CreateDirectory(OwnFolder);
        File.WriteAllBytes(MarkerFile, contents);
    }
}
