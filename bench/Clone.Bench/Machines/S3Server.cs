using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Clone.Bench.Measuring;

namespace Clone.Bench.Machines;

/// <summary>A real S3 service (tests/servers/radosgw.sh).</summary>
sealed class S3Server(Workplace place, string folder) : ObjectServer(place, folder)
{
    /// <summary>The one bucket.</summary>
    public const string Bucket = "bench";

    const string Key = "OWNERKEY";
    const string Secret = "OWNERSECRET";

    static readonly string[] programs = ["bash", "setpriv", "radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool", "rclone"];

    readonly int[] ports = FreePorts(3);

    /// <summary>Why none can be had here; null when one can.</summary>
    public static string? Missing => MissingOf(programs);

    /// <summary>What it is, for the page.</summary>
    public static string Version => Timed.Output("radosgw", "--version")?.Split(' ').ElementAtOrDefault(2) ?? "";

    /// <summary>Where it listens.</summary>
    public string Address => "http://127.0.0.1:" + ports[0];

    protected override (string Script, IReadOnlyList<string> Arguments) Start => ("radosgw.sh", [.. ports.Select(port => port.ToString())]);

    public override string Restore => "Restore-CloneFromS3";

    public override long? Requests => Counted("req");

    public override Command NewJob(CloneShell shell, string name, string source) =>
        shell.Script("NewS3Job.ps1", "-Name", name, "-Source", source, "-Bucket", Bucket, "-Prefix", name, "-Endpoint", Address);

    public override string Remote(string path) =>
        $":s3,provider=Ceph,access_key_id={Key},secret_access_key={Secret},endpoint='{Address}':{Bucket}/{path}";

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
        var text = Timed.Output("ceph", "--admin-daemon", Path.Combine(Folder, "client.rgw.a.asok"), "perf", "dump", "rgw")
            ?? throw new InvalidOperationException("the service does not say what it counted");
        using var counts = JsonDocument.Parse(text);
        return counts.RootElement.GetProperty("rgw").GetProperty(counter).GetInt64();
    }

    /// <summary>Its https port, which nobody uses here, asks for one.</summary>
    protected override void Prepare()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(Folder, "server.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
