using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Clone.Tests.Folders;
using Clone.Tests.Secrets;

namespace Clone.Tests.Cmdlets;

/// <summary>
/// A runspace of the real PowerShell engine with the staged module imported as people import it, a state folder of its
/// own and a folder for sources and destinations.
/// </summary>
sealed class ModuleRunspace : IDisposable
{
    const string HomeVariable = "CLONE_HOME";

    readonly TempFolder folder = new();
    readonly string? homeBefore = Environment.GetEnvironmentVariable(HomeVariable);
    readonly Runspace runspace;

    public ModuleRunspace(PSHost? host = null)
    {
        Environment.SetEnvironmentVariable(HomeVariable, Home);
        var initial = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) initial.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        runspace = host is null ? RunspaceFactory.CreateRunspace(initial) : RunspaceFactory.CreateRunspace(host, initial);
        runspace.Open();
        Run("Import-Module -Name $args[0] -ErrorAction Stop", Manifest).HasNoErrors();
    }

    /// <summary>The manifest of the module that the build staged.</summary>
    public static string Manifest { get; } = FindManifest();

    /// <summary>The state folder; not made beforehand.</summary>
    public string Home => folder["state"];

    /// <summary>Full path of something in the test's folder.</summary>
    public string this[string name] => folder[name];

    /// <summary>Makes a folder in the test's folder.</summary>
    public string Folder(string name) => folder.Folder(name);

    /// <summary>Makes a source and an empty base folder with a job between them.</summary>
    public JobFolders Job(string name, string more = "")
    {
        var folders = new JobFolders(Folder("source of " + name), Folder("base of " + name));
        Run($"New-CloneJob -Name $args[0] -Source $args[1] -HddBaseFolder $args[2] {more}", name, folders.Source, folders.Base).HasNoErrors();
        return folders;
    }

    /// <summary>Runs a script; errors that end it are thrown.</summary>
    public Outcome Run(string script, params object?[] arguments)
    {
        using var powershell = Prepare(script, arguments);
        return new Outcome(powershell.Invoke(), powershell.Streams);
    }

    /// <summary>A script that the caller starts.</summary>
    public PowerShell Prepare(string script, params object?[] arguments)
    {
        var powershell = PowerShell.Create(runspace).AddScript(script);
        foreach (var argument in arguments) powershell.AddArgument(argument);
        return powershell;
    }

    public void Dispose()
    {
        runspace.Dispose();
        Environment.SetEnvironmentVariable(HomeVariable, homeBefore);
        try
        {
            SuiteSecrets.AssertNotBelow(Home);
        }
        finally
        {
            folder.Dispose();
        }
    }

    static string FindManifest()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            var manifest = Path.Combine(place.FullName, "artifacts", "module", "Clone", "Clone.psd1");
            if (File.Exists(manifest)) return manifest;
        }

        throw new FileNotFoundException("The build has not staged the module.");
    }
}
