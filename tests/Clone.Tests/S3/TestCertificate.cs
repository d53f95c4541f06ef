using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clone.Tests.S3;

/// <summary>A certificate of this machine, which nobody trusts by itself.</summary>
static class TestCertificate
{
    /// <summary>Makes one, as PEM, for localhost and other names.</summary>
    public static (string Certificate, string Key) Make(params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var all = new SubjectAlternativeNameBuilder();
        all.AddDnsName("localhost");
        all.AddIpAddress(IPAddress.Loopback);
        foreach (var name in names) all.AddDnsName(name);
        request.CertificateExtensions.Add(all.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
