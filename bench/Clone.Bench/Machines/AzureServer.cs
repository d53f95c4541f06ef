using System;
using System.Collections.Generic;
using System.IO;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>Azurite, an emulator of Azure Blob Storage with one thread (tests/servers/azurite.sh).</summary>
sealed class AzureServer(Workplace place, string folder) : ObjectServer(place, folder)
{
    /// <summary>The one container.</summary>
    const string Container = "bench";

    const string Account = "devstoreaccount1";

    /// <summary>As tests/servers/install-azurite.sh installs it.</summary>
    public const string Version = "3.37.0";

    readonly int port = FreePorts(1)[0];

    /// <summary>Why none can be had here; null when one can.</summary>
    public static string? Missing => MissingOf(["bash", "setpriv", "node", "rclone"])
        ?? (File.Exists(Program) ? null : "Azurite is not installed: tests/servers/install-azurite.sh");

    /// <summary>Where it listens.</summary>
    string Address => "http://127.0.0.1:" + port + "/" + Account;

    public override string Restore => "Restore-CloneFromAzure";

    /// <summary>It counts none; tests do (AzureRunTests).</summary>
    public override long? Requests => null;

    protected override (string Script, IReadOnlyList<string> Arguments) Start => ("azurite.sh", [port.ToString(), Program]);

    public override string Remote(string path) => $":azureblob,use_emulator=true,endpoint='{Address}':{Container}/{path}";

    public override Command NewJob(CloneShell shell, string name, string source) => shell.Script(
        "NewAzureJob.ps1", "-Name", name, "-Source", source, "-Container", Container, "-Account", Account, "-Prefix", name, "-Endpoint", Address);

    static string Program
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } said
                ? said
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            var at = Environment.GetEnvironmentVariable("CLONE_AZURITE") ?? Path.Combine(cache, "clone-tests", "azurite-" + Version);
            return Path.Combine(at, "node_modules", "azurite", "dist", "src", "blob", "main.js");
        }
    }
}
