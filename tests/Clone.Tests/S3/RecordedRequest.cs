using System.Collections.Generic;
using System.Text;

namespace Clone.Tests.S3;

/// <summary>A request as a stub got it.</summary>
/// <param name="Method">GET, PUT ...</param>
/// <param name="Target">As in the request line: with a proxy, the whole address.</param>
/// <param name="Headers">Names without regard to case.</param>
/// <param name="Body">As it came, with whatever encoding the headers name.</param>
sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public string Text => Encoding.UTF8.GetString(Body);

    public override string ToString() => Method + " " + Target;
}
