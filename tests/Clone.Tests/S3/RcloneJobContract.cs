using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>rclone as a judge of jobs to a bucket or container of a real service: by names, sizes, sums and times.</summary>
public abstract class RcloneJobContract : IDisposable
{
    readonly ModuleRunspace module = new();
    string? source;

    public void Dispose()
    {
        module.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a bucket or container with nothing in it.</summary>
    private protected abstract Task MakePlaceAsync();

    /// <summary>The folder p there, as rclone is told of it.</summary>
    private protected abstract string Remote { get; }

    /// <summary>What New-CloneJob is told of it; its arguments begin at the second.</summary>
    private protected abstract (string Parameters, object[] Arguments) Place { get; }

    string Source => source ??= module.Folder("source of Data");

    [Fact]
    public async Task It_agrees_after_each_kind_of_run()
    {
        await MakeAsync();
        WriteTree();
        NewJob();
        Run();
        AssertAgrees();
        Assert.Equal(0L, Run().Get("Bytes"));
        AssertAgrees();

        Write("a/two", "changed");
        Write("large", new string('y', 9 << 20));
        File.Delete(Path.Combine(Source, "b", "日本語 ／ ．"));
        File.Move(Path.Combine(Source, "a", "one"), Path.Combine(Source, "moved"));
        Directory.Move(Path.Combine(Source, "c"), Path.Combine(Source, "d"));
        File.SetLastWriteTimeUtc(Path.Combine(Source, "d", "deep", "x"), new DateTime(2003, 4, 5, 6, 7, 8, DateTimeKind.Utc).AddTicks(1234567));
        CutTimes();
        Run();
        AssertAgrees();
        Run("-Mode Full");
        AssertAgrees();
    }

    [Fact]
    public async Task What_it_sent_is_adopted_without_its_contents()
    {
        await MakeAsync();
        WriteTree();
        Rclone("copy", Source, Remote);
        var before = ListOf(Remote);
        NewJob("-TakeOver Adopt");
        var report = Run();
        // The folder that holds nothing is no object of rclone's.
        Assert.Equal((0L, 1L), (report.Get("Bytes"), report.Get("Copied")));
        Assert.Equal(before, ListOf(Remote));
        AssertAgrees();
        Assert.Equal((0L, 0L), (Run().Get("Bytes"), Run().Get("Updated")));
    }

    [Fact]
    public async Task What_differs_from_what_it_sent_is_sent_and_what_is_too_much_is_removed()
    {
        await MakeAsync();
        WriteTree();
        Rclone("copy", Source, Remote);
        Write("a/two", "changed since");
        File.Delete(Path.Combine(Source, "a", "one"));
        CutTimes();
        NewJob("-TakeOver Adopt");
        Assert.Equal((long)"changed since".Length, Run().Get("Bytes"));
        AssertAgrees();
    }

    async Task MakeAsync()
    {
        if (TestServer.Missing("rclone") is { } reason) Assert.Skip(reason);
        await MakePlaceAsync();
    }

    void NewJob(string more = "") =>
        module.Run($"New-CloneJob -Name Data -Source $args[0] -Prefix p {Place.Parameters} {more}", [Source, .. Place.Arguments]).HasNoErrors();

    PSObject Run(string more = "")
    {
        var report = module.Run("Start-CloneSync Data " + more).Single();
        Assert.Equal(("Succeeded", 0L), (report.Get("Result"), report.Get("Failed")));
        return report;
    }

    /// <summary>Empty folders are objects of ours, which it knows nothing of.</summary>
    void AssertAgrees()
    {
        Rclone("check", Source, Remote, "--exclude", "/CloneForWindows/**", "--exclude", "empty/");
        Assert.Equal(ListOf(Source), ListOf(Remote));
    }

    static string[] ListOf(string where) => [.. Rclone("lsl", where, "--exclude", "/CloneForWindows/**", "--exclude", "empty/")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order(StringComparer.Ordinal)];

    /// <summary>Its client refuses a machine's own bundle of authorities.</summary>
    static string Rclone(params string[] arguments) => Tool.Run("env", ["-u", "AWS_CA_BUNDLE", "rclone", .. arguments]);

    void WriteTree()
    {
        Write("a/one", "1");
        Write("a/two", "22");
        Write("b/日本語 ／ ．", "odd");
        Write("c/deep/x", "deep");
        Write("empty file", "");
        // Sent in parts by both.
        Write("large", new string('x', 17 << 20));
        Directory.CreateDirectory(Path.Combine(Source, "empty"));
        CutTimes();
        File.SetLastWriteTimeUtc(Path.Combine(Source, "a", "two"), new DateTime(1969, 4, 5, 6, 7, 8, DateTimeKind.Utc).AddTicks(7654321));
    }

    void Write(string name, string contents)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
    }

    /// <summary>Times are kept to 100 ns; the file system has finer ones.</summary>
    void CutTimes()
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file));
    }
}
