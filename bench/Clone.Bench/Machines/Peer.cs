using System;
using System.IO;
using System.Linq;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>A program that Clone is measured against.</summary>
/// <param name="Name">Its name, which is also that of its package.</param>
/// <param name="Version">Its version; empty when it is missing.</param>
/// <param name="Missing">Why it is missing; null when it is there.</param>
sealed record Peer(string Name, string Version, string? Missing)
{
    /// <summary>rsync, installed when it is missing and may be.</summary>
    public static Peer Rsync() => Find("rsync", "--version", line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]);

    /// <summary>rclone, installed when it is missing and may be.</summary>
    public static Peer Rclone() => Find("rclone", "version", line => line.Split(' ')[^1].TrimStart('v'));

    /// <summary>The AWS command line; it is not installed here.</summary>
    public static Peer Aws() => Timed.Output("aws", "--version") is { } output
        ? new Peer("aws s3", output.Split(' ')[0].Split('/')[^1], null)
        : new Peer("aws s3", "", "not installed");

    static Peer Find(string name, string argument, Func<string, string> version)
    {
        var output = Timed.Output(name, argument);
        string? missing = null;
        if (output is null)
        {
            missing = Install(name);
            output = Timed.Output(name, argument);
        }

        return output is null ? new Peer(name, "", missing ?? "does not run") : new Peer(name, version(output.Split('\n').First()), null);
    }

    /// <summary>Installs the distribution's package; why that was not done, or null.</summary>
    static string? Install(string package)
    {
        if (!Environment.IsPrivilegedProcess) return "not installed (only root may install it)";
        if (!File.Exists("/usr/bin/apt-get")) return "not installed (there is no apt-get)";
        try
        {
            Timed.RunOrThrow(new Command("apt-get", "update"));
            Timed.RunOrThrow(new Command("apt-get", "install", "--yes", "--no-install-recommends", package));
            return null;
        }
        catch (InvalidOperationException e)
        {
            return "not installed (" + e.Message.Split('\n').Last(l => l.Length > 0) + ")";
        }
    }
}
