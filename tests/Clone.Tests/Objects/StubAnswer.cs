using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Clone.Tests.Objects;

/// <summary>What a stub answers; null in its place closes the connection without an answer.</summary>
sealed record StubAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    public static StubAnswer Error(int status, string code, params (string, string)[] headers) =>
        new(status, "<Error><Code>" + code + "</Code><Message>words</Message></Error>", headers);

    public static StubAnswer Stored(string eTag, params (string Name, string Value)[] headers) =>
        new(200, "", [("ETag", "\"" + eTag + "\""), .. headers]);

    /// <summary>As it goes over the wire.</summary>
    public byte[] Bytes(bool isHead)
    {
        var body = isHead ? [] : Encoding.UTF8.GetBytes(Body);
        IEnumerable<string> lines =
        [
            "HTTP/1.1 " + Status + " words", .. Headers.Select(header => header.Name + ": " + header.Value),
            .. Headers.Any(header => header.Name == "Content-Length") ? [] : new[] { "Content-Length: " + body.Length }, "", "",
        ];
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines)), .. body];
    }
}
