using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>
/// A real S3 service on loopback (tests/servers/radosgw.sh) that holds everything in memory and shares the processors with
/// whoever is measured. It ends with this process.
/// </summary>
sealed class S3Server(Workplace place, string folder) : IDisposable
{
    /// <summary>The one bucket.</summary>
    public const string Bucket = "bench";

    const string Key = "OWNERKEY";
    const string Secret = "OWNERSECRET";

    static readonly string[] programs = ["bash", "setpriv", "radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool", "rclone"];

    readonly int[] ports = FreePorts(3);
    Process? process;

    /// <summary>Why none can be had here; null when one can.</summary>
    public static string? Missing => programs.FirstOrDefault(program => !IsThere(program)) is { } missing ? missing + " is not installed" : null;

    /// <summary>What it is, for the page.</summary>
    public static string Version => Timed.Output("radosgw", "--version")?.Split(' ').ElementAtOrDefault(2) ?? "";

    /// <summary>Where it listens.</summary>
    public string Address => "http://127.0.0.1:" + ports[0];

    /// <summary>Begins it, or begins it anew, with nothing in it but an empty bucket.</summary>
    public void Renew()
    {
        Stop();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        WriteCertificate();
        var start = new ProcessStartInfo("bash", [Path.Combine(place.Root, "tests", "servers", "radosgw.sh"), folder, .. ports.Select(port => port.ToString())])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is var line && line != "ready") throw new InvalidOperationException("radosgw.sh: " + line);
        Timed.RunOrThrow(Rclone("mkdir", Remote("")));
    }

    /// <summary>A folder of the bucket as rclone is told of it.</summary>
    public string Remote(string path) =>
        $":s3,provider=Ceph,access_key_id={Key},secret_access_key={Secret},endpoint='{Address}':{Bucket}/{path}";

    /// <summary>A command of rclone, without a machine's own bundle of authorities, which its client refuses.</summary>
    public static Command Rclone(params string[] arguments) => new("env", ["-u", "AWS_CA_BUNDLE", "rclone", .. arguments]);

    /// <summary>A command of the AWS command line.</summary>
    public Command Aws(params string[] arguments) => new("aws", ["--endpoint-url", Address, .. arguments])
    {
        Environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = Key, ["AWS_SECRET_ACCESS_KEY"] = Secret, ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REQUEST_CHECKSUM_CALCULATION"] = "when_required",
        },
    };

    /// <summary>What it has counted since it began: <c>req</c> are requests, <c>put_b</c> bytes of contents that it was sent.</summary>
    public long Counted(string counter)
    {
        var text = Timed.Output("ceph", "--admin-daemon", Path.Combine(folder, "client.rgw.a.asok"), "perf", "dump", "rgw")
            ?? throw new InvalidOperationException("the service does not say what it counted");
        using var counts = JsonDocument.Parse(text);
        return counts.RootElement.GetProperty("rgw").GetProperty(counter).GetInt64();
    }

    public void Dispose() => Stop();

    void Stop()
    {
        if (process is null) return;
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Its https port, which nobody uses here, asks for one.</summary>
    void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(at => File.Exists(Path.Combine(at, program)));

    static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
