using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Faults;

/// <summary>
/// A disk that goes away: a file system (ext4, xfs, ntfs-3g) on a loop device, parts of which are shown at other places.
/// Where this machine cannot have it, the test is skipped with the reason.
/// </summary>
sealed class FaultyDisk : IDisposable
{
    readonly TempFolder temp = new();
    readonly string type;
    readonly string device = "";
    readonly List<(string Name, string Place)> shown = [];
    Process? server;
    bool connected;

    public FaultyDisk(string type)
    {
        this.type = type;
        try
        {
            Platform.RequireRoot();
            temp.Folder("disk");
            // xfs makes no volume below 300 MB; the file is sparse.
            using (var image = File.Create(temp["image"])) image.SetLength(512L << 20);
            Need("mkfs." + type.Replace("-3g", "", StringComparison.Ordinal), type switch
            {
                "xfs" => ["-q", "-f", temp["image"]],
                "ntfs-3g" => ["-F", "-Q", "-q", temp["image"]],
                _ => ["-q", temp["image"]],
            });
            device = Need("losetup", "--find", "--show", temp["image"]).Trim();
            Connect();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Shows a folder of the disk, which is made, at another place.</summary>
    public void Show(string name, string place)
    {
        Directory.CreateDirectory(temp["disk/" + name]);
        Directory.CreateDirectory(place);
        shown.Add((name, place));
        Need("mount", "--bind", temp["disk/" + name], place);
    }

    /// <summary>
    /// It goes away at this moment, and what was not flushed is lost: https://man7.org/linux/man-pages/man8/xfs_io.8.html,
    /// shutdown, which ext4 has too. ntfs-3g: the process that serves it is killed.
    /// </summary>
    public void Cut()
    {
        if (server is not null) server.Kill();
        else Need("xfs_io", "-x", "-c", "shutdown", temp["disk"]);
    }

    /// <summary>It comes back with what it holds.</summary>
    public void Reconnect()
    {
        Disconnect();
        Connect();
        foreach (var (name, place) in shown)
        {
            // A folder that was never flushed is lost too.
            Directory.CreateDirectory(temp["disk/" + name]);
            Tool.Run("mount", "--bind", temp["disk/" + name], place);
        }
    }

    public void Dispose()
    {
        if (connected) Disconnect();
        if (device.Length > 0) Tool.Run("losetup", "-d", device);
        temp.Dispose();
    }

    void Connect()
    {
        if (type == "ntfs-3g") Serve();
        else Need("mount", "-t", type, device, temp["disk"]);
        connected = true;
    }

    void Serve()
    {
        if (Tool.Try("which", "ntfs-3g").Code != 0) Assert.Skip("ntfs-3g is not here");
        server = Process.Start(new ProcessStartInfo("ntfs-3g", ["-o", "no_detach", device, temp["disk"]]) { RedirectStandardError = true })!;
        while (Tool.Try("mountpoint", "-q", temp["disk"]).Code != 0)
            if (server.HasExited) Assert.Skip("ntfs-3g does not work here: " + server.StandardError.ReadToEnd());
    }

    void Disconnect()
    {
        connected = false;
        foreach (var (_, place) in shown) MountPoint.Leave(place);
        MountPoint.Leave(temp["disk"]);
        server?.WaitForExit();
        server?.Dispose();
        server = null;
    }

    static string Need(string program, params string[] arguments)
    {
        var (code, output, error) = Tool.Try(program, arguments);
        if (code != 0) Assert.Skip($"{program} {string.Join(' ', arguments)} does not work here: {error.Trim()}");
        return output;
    }
}
