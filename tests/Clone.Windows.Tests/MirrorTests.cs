using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>Whole runs of a job, judged with System.IO.</summary>
public sealed class MirrorTests : IDisposable
{
    readonly ContractFolder folder = new();
    readonly CloneNode node;
    readonly string source;

    public MirrorTests()
    {
        source = folder.Folder("source");
        folder.Folder("disk");
        node = CloneNode.Open(new NodeOptions { Adapters = new AdapterSet(), Version = "1.0.0", Home = folder["state"] });
        node.Jobs.Create(new JobChanges { Name = "mirror", Source = source, HddBaseFolder = folder["disk"] });
    }

    public void Dispose()
    {
        node.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_tree_is_mirrored_and_follows_every_change()
    {
        Put(@"plain.txt", "plain");
        Put(@"深い\フォルダー\ファイル.txt", "日本語");
        Put(@"trailing dot.\kept. ", "odd names");
        Put(@"NUL", "a reserved name");
        Put(new string('d', 100) + @"\" + new string('e', 100) + @"\" + new string('f', 100), "a long path");
        Put(@"read-only", "old");
        Put(@"gone\file", "to be removed");
        Directory.CreateDirectory(Long(source + @"\empty"));
        File.SetAttributes(source + @"\read-only", FileAttributes.ReadOnly);
        File.SetAttributes(source + @"\plain.txt", FileAttributes.Hidden);
        Put(@"system", "not mirrored");
        File.SetAttributes(source + @"\system", FileAttributes.System);
        var first = await Run(SyncMode.Full);
        Assert.Equal((0L, 0L), (first.Failed, first.Deleted));
        Same();

        File.SetAttributes(source + @"\read-only", FileAttributes.Normal);
        Put(@"read-only", "new and longer");
        File.SetAttributes(source + @"\read-only", FileAttributes.ReadOnly);
        Directory.Delete(source + @"\gone", recursive: true);
        Directory.Move(source + @"\empty", source + @"\renamed");
        var second = await Run(SyncMode.Incremental);
        Assert.Equal((0L, 2L, 1L), (second.Failed, second.Deleted, second.Moved));
        Same();

        var third = await Run(SyncMode.Incremental);
        Assert.Equal((0L, 0L, 0L, 0L), (third.Copied, third.Updated, third.Deleted, third.Bytes));
        Same();
    }

    [Fact]
    public async Task A_file_in_use_fails_alone_and_is_copied_by_the_next_run()
    {
        Put("held", "held");
        Put("free", "free");
        using (new FileStream(source + @"\held", FileMode.Open, FileAccess.Read, FileShare.None))
        {
            var report = await node.SyncAsync(node.Jobs.Find("mirror"), SyncMode.Full, false, null, TestContext.Current.CancellationToken);
            Assert.Equal((RunResult.CompletedWithFailures, 1L, 1L), (report.Result, report.Failed, report.Copied));
            Assert.Equal("ERROR_SHARING_VIOLATION", Assert.Single(report.Failures).Code);
        }
        await Run(SyncMode.Incremental);
        Same();
    }

    async Task<RunReport> Run(SyncMode mode)
    {
        var report = await node.SyncAsync(node.Jobs.Find("mirror"), mode, false, null, TestContext.Current.CancellationToken);
        Assert.True(
            report.Result == RunResult.Succeeded,
            report.Result + " " + report.Stop + " " + string.Join("; ", report.Failures.Select(f => f.ToString())));
        return report;
    }

    void Put(string path, string contents)
    {
        var full = Long(source + @"\" + path);
        Directory.CreateDirectory(full[..full.LastIndexOf('\\')]);
        File.WriteAllText(full, contents);
    }

    void Same()
    {
        var expected = Tree(source).Where(line => !line.StartsWith(@"\system ", StringComparison.Ordinal)).ToArray();
        var actual = Tree(folder[@"disk\source"]).Where(line => !line.StartsWith(@"\CloneForWindows", StringComparison.Ordinal)).ToArray();
        Assert.Equal(expected, actual);
    }

    static string[] Tree(string root) =>
    [
        .. new DirectoryInfo(Long(root)).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(entry => entry.FullName[Long(root).Length..] + " " + (entry.Attributes & ~FileAttributes.Archive) + " "
                + (entry is FileInfo file ? file.Length + " " + file.LastWriteTimeUtc.Ticks + " " + File.ReadAllText(file.FullName) : ""))
            .Order(StringComparer.Ordinal),
    ];

    static string Long(string path) => @"\\?\" + path;
}
