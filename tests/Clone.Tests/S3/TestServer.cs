using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Tests.Folders;

namespace Clone.Tests.S3;

/// <summary>A server from tests/servers in a folder of its own. It ends with its standard input, so it never outlives the tests.</summary>
sealed class TestServer : IDisposable
{
    readonly Process process;
    readonly TempFolder folder;

    TestServer(Process process, TempFolder folder) => (this.process, this.folder) = (process, folder);

    /// <summary>The first of these programs that is not there, with words for a skipped test; null when all are.</summary>
    public static string? Missing(params string[] programs)
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return programs.FirstOrDefault(program => !places.Any(place => File.Exists(Path.Combine(place, program)))) is { } missing
            ? missing + " is not installed"
            : null;
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public static Task<TestServer> StartAsync(string script, TempFolder folder, params int[] ports) =>
        StartAsync(script, folder, [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<TestServer> StartAsync(string script, TempFolder folder, params string[] arguments)
    {
        var begin = new ProcessStartInfo(
            "bash", [Find(script), folder.Path, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var server = new TestServer(Process.Start(begin)!, folder);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await server.process.StandardOutput.ReadLineAsync(patience.Token);
        if (line == "ready") return server;
        server.Dispose();
        throw new InvalidOperationException(script + ": " + line);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }

    static string Find(string script)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "tests", "servers", script) is var file && File.Exists(file)) return file;
        throw new FileNotFoundException(script);
    }
}
