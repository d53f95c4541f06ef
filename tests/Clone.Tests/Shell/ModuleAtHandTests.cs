using System.Collections.Generic;
using System.IO;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Shell;

public sealed class ModuleAtHandTests
{
    [Fact]
    public void The_built_module_is_the_only_one_and_its_cmdlets_are_found_by_themselves()
    {
        using var folder = new TempFolder();
        using var shell = ShellProcess.Start(
            ["-Command", "(Get-CloneNode).DataPath; (Get-Module Clone).ModuleBase; $env:PSModulePath"],
            new Dictionary<string, string?> { ["CLONE_HOME"] = folder["state"], ["PSModulePath"] = folder.Path });
        var result = shell.End();
        Assert.Equal("", result.Errors);
        Assert.Equal([folder["state"], SourceTree.Of("artifacts", "module", "Clone"), SourceTree.Of("artifacts", "module")], result.Lines);
    }

    [Fact]
    public void The_quick_start_mirrors_a_folder_repairs_the_copy_and_leaves_no_job()
    {
        using var folder = new TempFolder();
        var source = folder.Folder("source");
        Directory.CreateDirectory(Path.Combine(source, "sub"));
        for (var i = 0; i < 10; i++) File.WriteAllText(Path.Combine(source, i % 2 == 0 ? "sub" : "", $"file{i}"), new string('x', i));
        var environment = new Dictionary<string, string?> { ["CLONE_HOME"] = folder["state"] };

        // Twice: the second time the copy is known again.
        for (var round = 0; round < 2; round++)
        {
            using var shell = ShellProcess.Start(
                [SourceTree.Of("examples", "QuickStart.ps1"), "-Source", source, "-Destination", folder["base"]], environment);
            var result = shell.End();
            Assert.Equal("", result.Errors);
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("stray-QuickStart-", result.Output);
            foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
                Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(folder["base"], "source", Path.GetRelativePath(source, file))));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder["base"], "source"), "stray-*"));
        }

        Assert.Equal(10, Directory.GetFiles(source, "*", SearchOption.AllDirectories).Length);
        using var look = ShellProcess.Start(["-Command", "@(Get-CloneJob).Count"], environment);
        Assert.Equal(["0"], look.End().Lines);
    }

    [Fact]
    public void The_quick_start_follows_no_link_of_the_copy_back_into_the_source()
    {
        using var folder = new TempFolder();
        var source = folder.Folder("source");
        var real = Path.Combine(source, "real");
        Directory.CreateDirectory(real);
        File.WriteAllText(Path.Combine(real, "first"), "first");
        File.WriteAllText(Path.Combine(real, "second"), "second");
        // Whatever the order of a listing is, links come first in one of the two.
        foreach (var name in new[] { "0", "z" })
        {
            File.CreateSymbolicLink(Path.Combine(source, name + "-file"), Path.Combine(real, "first"));
            Directory.CreateSymbolicLink(Path.Combine(source, name + "-folder"), real);
        }
        using var shell = ShellProcess.Start(
            [SourceTree.Of("examples", "QuickStart.ps1"), "-Source", source, "-Destination", folder["base"]],
            new Dictionary<string, string?> { ["CLONE_HOME"] = folder["state"] });
        var result = shell.End();
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("DestinationChanged", result.Output);
        Assert.Equal("first", File.ReadAllText(Path.Combine(real, "first")));
        Assert.Equal("second", File.ReadAllText(Path.Combine(real, "second")));
        Assert.Equal(2, Directory.GetFiles(real).Length);
    }

    [Fact]
    public void The_quick_start_without_parameters_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        using var shell = ShellProcess.Start(
            [SourceTree.Of("examples", "QuickStart.ps1")],
            new Dictionary<string, string?> { ["CLONE_HOME"] = null, ["TMPDIR"] = folder.Path, ["TEMP"] = folder.Path, ["TMP"] = folder.Path });
        var result = shell.End();
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("so is the temporary copy", result.Output);
        Assert.Empty(Directory.GetDirectories(folder.Path, "clone-quick-start-*"));
    }
}
