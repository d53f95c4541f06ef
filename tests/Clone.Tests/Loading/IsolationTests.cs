using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Clone.Tests.Folders;
using Clone.Tests.Shell;
using Xunit;

namespace Clone.Tests.Loading;

public sealed class IsolationTests
{
    // Says what is loaded as "name version context" and runs a job, which needs the state files and JSON.
    const string Script = """
        param([string] $Older, [string] $Source, [string] $Base)
        $ErrorActionPreference = 'Stop'
        [void][Reflection.Assembly]::LoadFrom($Older)
        "tag $([Azure.ETag]::new('of the older one'))"
        [void](Initialize-CloneNode -Role Master)
        Get-CloneNode -Debug 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] } | ForEach-Object { "used $_" }
        [void](New-CloneJob -Name Isolated -Source $Source -HddBaseFolder $Base)
        "run $((Start-CloneSync -Name Isolated).Result)"
        "tag $([Azure.ETag]::new('still there'))"
        foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
            $name = $assembly.GetName()
            "loaded $($name.Name) $($name.Version) $([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name)"
        }
        """;

    [Fact]
    public void An_older_Azure_Core_that_was_loaded_first_and_ours_live_side_by_side()
    {
        using var folder = new TempFolder();
        folder.File("test.ps1", Script);
        Directory.CreateDirectory(folder["source"]);
        File.WriteAllText(Path.Combine(folder["source"], "file"), "text");
        using var shell = ShellProcess.Start(
            [folder["test.ps1"], Metadata("OlderAzureCore"), folder["source"], folder.Folder("base")],
            new Dictionary<string, string?> { ["CLONE_HOME"] = folder["state"] });
        var result = shell.End();

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("run Succeeded", result.Lines);
        Assert.Contains("tag still there", result.Lines);
        Assert.Equal("text", File.ReadAllText(Path.Combine(folder["base"], "source", "file")));

        var azure = Loaded(result, "Azure.Core");
        Assert.Equal(["Clone.Adapters", "Default"], azure.Select(found => found.Context).Order());
        Assert.Equal("1.44.1.0", azure.Single(found => found.Context == "Default").Version);
        Assert.NotEqual("1.44.1.0", azure.Single(found => found.Context == "Clone.Adapters").Version);
        Assert.Contains(result.Lines, line => line.StartsWith("used ") && line.Contains("Azure.Core") && line.Contains(Path.Combine("net8.0", "lib")));
    }

    [Fact]
    public void The_engine_is_loaded_once_and_no_library_reaches_the_default_context()
    {
        using var folder = new TempFolder();
        folder.File("test.ps1", Script);
        using var shell = ShellProcess.Start(
            [folder["test.ps1"], Metadata("OlderAzureCore"), folder.Folder("source"), folder.Folder("base")],
            new Dictionary<string, string?> { ["CLONE_HOME"] = folder["state"] });
        var result = shell.End();

        Assert.Equal("", result.Errors);
        Assert.Equal("Default", Assert.Single(Loaded(result, "Clone.Engine")).Context);
        Assert.Equal("Default", Assert.Single(Loaded(result, "Clone.Cmdlets")).Context);
        foreach (var name in new[] { "Clone.Adapters", "AWSSDK.Core", "AWSSDK.S3", "Azure.Storage.Blobs", "SQLitePCLRaw.core", "System.IO.Hashing" })
            Assert.Equal("Clone.Adapters", Assert.Single(Loaded(result, name)).Context);
        // The runtime of this shell has it in our version, compiled ahead of time.
        Assert.Equal("Default", Assert.Single(Loaded(result, "System.Text.Json")).Context);
    }

    static List<(string Version, string Context)> Loaded(ShellResult result, string name) =>
    [
        .. result.Lines.Select(line => line.Split(' '))
            .Where(words => words is ["loaded", var loaded, ..] && loaded == name)
            .Select(words => (words[2], string.Join(' ', words[3..]))),
    ];

    static string Metadata(string key) => typeof(IsolationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
