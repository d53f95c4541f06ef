using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Clone.Tests.EndToEnd;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>A job from its making to a run after a kill, by the cmdlets alone, judged by System.IO.</summary>
[Collection(StateCollection.Name)]
public sealed class CmdletRunTests : IDisposable
{
    const int Files = 400;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    readonly ModuleRunspace module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void The_module_is_that_of_PowerShell_7_in_the_PowerShell_engine()
    {
        var imported = module.Run("Get-Module Clone").Single();
        Assert.Equal(Path.GetDirectoryName(ModuleRunspace.Manifest), imported.Get("ModuleBase"));
        var cmdlets = module.Run("(Get-Command Start-CloneSync).ImplementingType.Assembly.Location").Single();
        // A release has code that is compiled ahead for this system.
        Assert.Matches(@"\\Clone\\net8\.0(-win-x64)?\\Clone\.Cmdlets\.dll$", (string)cmdlets.BaseObject);
        Assert.Equal("Win32NT", module.Run("[Environment]::OSVersion.Platform.ToString()").Single().BaseObject);
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_old_or_new_files_and_the_next_one_ends_what_it_began()
    {
        var folders = module.Job("Data");
        Fill(folders, "old");
        Assert.Equal("Succeeded", module.Run("Start-CloneSync Data").Single().Get("Result"));
        AssertSame(folders);

        Fill(folders, "new, and longer");
        using (var other = OtherProcess.Start("script", module.Home, "Start-CloneSync Data"))
        {
            Assert.Equal("started", await other.ReadLineAsync());
            Assert.True(SpinWait.SpinUntil(() => Temporary(folders) > 0 || Count(folders, "new, and longer") > 0, Patience));
            other.Kill();
        }
        Assert.Equal(Files + 4, Count(folders, "old") + Count(folders, "new, and longer"));
        Assert.NotEqual(0, Count(folders, "old"));

        var next = module.Run("Start-CloneSync Data").Single();
        Assert.Equal("Succeeded", next.Get("Result"));
        AssertSame(folders);
        Assert.Equal(0, Temporary(folders));
        Assert.Equal(["Succeeded", "Aborted", "Succeeded"], module.Run("Get-CloneSync Data -History 9").HasNoErrors().All("Result"));
        Assert.Single(module.Run("Get-CloneLog -EventId run.interrupted").HasNoErrors().Output);
        Assert.Empty(module.Run("Compare-CloneJob Data -Checksum").HasNoErrors().Output);
    }

    static void Fill(JobFolders folders, string contents)
    {
        for (var i = 0; i < Files; i++) folders.Write(Path.Combine((i % 20).ToString("00"), i.ToString("0000")), contents);
        folders.Write(@"深い\フォルダー\ファイル.txt", contents);
        folders.Write(@" odd\'name' with $signs & (more)", contents);
        var deep = @"\\?\" + folders.Source;
        for (var i = 0; i < 3; i++) deep += @"\" + new string((char)('a' + i), 120);
        Directory.CreateDirectory(deep);
        File.WriteAllText(deep + @"\file", contents);
        File.WriteAllText(deep + @"\trailing dot.", contents);
    }

    static void AssertSame(JobFolders folders)
    {
        var source = TreePicture.Of(folders.Source);
        Assert.Equal(Files + 20 + 4 + 6, source.Count);
        Assert.Equal(source, TreePicture.Of(folders.Destination));
    }

    static int Temporary(JobFolders folders) => Copies(folders).Count(name => Path.GetFileName(name).StartsWith(".clone-", StringComparison.Ordinal));

    static int Count(JobFolders folders, string contents) => Copies(folders).Count(file =>
    {
        using var copy = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return !Path.GetFileName(file).StartsWith(".clone-", StringComparison.Ordinal) && copy.ReadToEnd() == contents;
    });

    static string[] Copies(JobFolders folders) =>
        [.. Directory.EnumerateFiles(@"\\?\" + folders.Destination, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => !file.Contains(@"\CloneForWindows\", StringComparison.Ordinal))];
}
