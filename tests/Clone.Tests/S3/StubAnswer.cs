using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Clone.Tests.S3;

/// <summary>What a stub answers; null in its place closes the connection without an answer.</summary>
sealed record StubAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    /// <summary>Bytes in place of the text.</summary>
    public byte[]? Raw { get; init; }

    public static StubAnswer Error(int status, string code, params (string, string)[] headers) =>
        new(status, "<Error><Code>" + code + "</Code><Message>words</Message></Error>", headers);

    public static StubAnswer Stored(string eTag, params (string Name, string Value)[] headers) =>
        new(200, "", [("ETag", "\"" + eTag + "\""), .. headers]);

    /// <summary>A token service and an S3 service in one.</summary>
    public static StubAnswer OfTokenAndObjectService(RecordedRequest request) => (request.Method, request.Target) switch
    {
        ("POST", _) => new StubAnswer(200, """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>TAKEN</AccessKeyId><SecretAccessKey>TAKENSECRET</SecretAccessKey><SessionToken>TOKEN</SessionToken>
            <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """),
        ("PUT", _) => StubAnswer.Stored("not an MD5"),
        (_, var target) when target.Contains("versioning", StringComparison.Ordinal) => new StubAnswer(200, "<VersioningConfiguration/>"),
        (_, var target) when target.Contains("list-type", StringComparison.Ordinal) => new StubAnswer(200, "<ListBucketResult/>"),
        _ => new StubAnswer(200, "\u0001", ("ETag", "\"55a54008ad1ba589aa210d2629c1df41\"")),
    };

    /// <summary>As it goes over the wire.</summary>
    public byte[] Bytes(bool isHead)
    {
        var body = isHead ? [] : Raw ?? Encoding.UTF8.GetBytes(Body);
        IEnumerable<string> lines =
        [
            "HTTP/1.1 " + Status + " words", .. Headers.Select(header => header.Name + ": " + header.Value),
            .. Headers.Any(header => header.Name == "Content-Length") ? [] : new[] { "Content-Length: " + body.Length }, "", "",
        ];
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines)), .. body];
    }
}
