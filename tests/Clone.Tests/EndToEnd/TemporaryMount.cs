using System;
using System.Diagnostics;
using System.IO;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A file system that is mounted for a test; the test is skipped where that is not allowed.</summary>
sealed class TemporaryMount : IDisposable
{
    readonly string place;
    readonly string? device;

    TemporaryMount(string place, string? device)
    {
        this.place = place;
        this.device = device;
    }

    public static TemporaryMount Tmpfs(string place, string size) => Mount(place, "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place);

    /// <summary>Shows a folder at another place.</summary>
    public static TemporaryMount Bind(string folder, string place) => Mount(place, "--bind", folder, place);

    /// <summary>A new exFAT disk on a loop device, by way of FUSE: it folds case and keeps neither modes nor links.</summary>
    public static TemporaryMount ExFat(string place, string image, int megabytes)
    {
        using (var file = File.Create(image)) file.SetLength((long)megabytes << 20);
        Need("mkfs.exfat", image);
        var device = Need("losetup", "--find", "--show", image).Trim();
        Directory.CreateDirectory(place);
        var mount = new TemporaryMount(place, device);
        if (Run(out _, "mount.exfat-fuse", device, place) is not { } cannot) return mount;
        Run(out _, "losetup", "-d", device);
        Assert.Skip("mount.exfat-fuse: " + cannot);
        return mount;
    }

    public void Dispose()
    {
        MountPoint.Leave(place);
        if (device is not null) Assert.Null(Run(out _, "losetup", "-d", device));
    }

    static TemporaryMount Mount(string place, params string[] arguments)
    {
        Directory.CreateDirectory(place);
        Need("mount", arguments);
        return new TemporaryMount(place, null);
    }

    static string Need(string program, params string[] arguments)
    {
        if (Run(out var output, program, arguments) is { } cannot) Assert.Skip(program + ": " + cannot);
        return output;
    }

    static string? Run(out string output, string program, params string[] arguments)
    {
        output = "";
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            output = process.StandardOutput.ReadToEnd();
            var errors = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Length > 0 ? errors : "exit code " + process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
