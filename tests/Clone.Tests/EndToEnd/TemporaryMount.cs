using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>A file system that is mounted for a test; the test is skipped where that is not allowed.</summary>
sealed class TemporaryMount : IDisposable
{
    readonly string place;

    TemporaryMount(string place) => this.place = place;

    public static TemporaryMount Tmpfs(string place, string size) => Mount(place, "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place);

    /// <summary>A new file system in an image file, such as vfat or ext4.</summary>
    public static TemporaryMount Image(string place, string image, string type, int megabytes)
    {
        using (var file = File.Create(image)) file.SetLength((long)megabytes << 20);
        if (Run("mkfs." + type, image) is { } cannot) Assert.Skip("mkfs." + type + ": " + cannot);
        return Mount(place, "-o", "loop", "-t", type, image, place);
    }

    public void Dispose() => Assert.Null(Run("umount", place));

    static TemporaryMount Mount(string place, params string[] arguments)
    {
        Directory.CreateDirectory(place);
        if (Run("mount", arguments) is { } cannot) Assert.Skip("mount: " + cannot);
        return new TemporaryMount(place);
    }

    static string? Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
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
