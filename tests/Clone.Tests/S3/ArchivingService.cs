using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>
/// A real service some of whose objects lie in an archive: they cannot be read before they are brought back, as the documentation
/// of AWS says. All else goes to the real one as it came, signatures included.
/// </summary>
sealed class ArchivingService : IAsyncDisposable
{
    static readonly string[] OfConnection = ["Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive", "Expect"];

    readonly Uri service;
    readonly StubServer stub;
    readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    readonly ConcurrentDictionary<string, bool> archived = new();

    public ArchivingService(Uri service)
    {
        this.service = service;
        stub = new StubServer(Answer);
    }

    /// <summary>As people write it.</summary>
    public string Address => stub.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>What was asked for, by the request for it.</summary>
    public IEnumerable<RecordedRequest> Asked => stub.Requests.Where(IsAsking);

    /// <summary>Puts an object into the archive.</summary>
    public void Archive(string bucket, string key) => archived["/" + bucket + "/" + key] = true;

    /// <summary>Brings an object back.</summary>
    public void BringBack(string bucket, string key) => archived.TryRemove("/" + bucket + "/" + key, out _);

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        client.Dispose();
    }

    static bool IsAsking(RecordedRequest request) => request.Method == "POST" && request.Target.EndsWith("?restore", StringComparison.Ordinal);

    StubAnswer Answer(RecordedRequest request)
    {
        if (!archived.ContainsKey(request.Target.Split('?')[0])) return Pass(request);
        if (IsAsking(request))
            return stub.Requests.Count(earlier => IsAsking(earlier) && earlier.Target == request.Target) > 1
                ? StubAnswer.Error(409, "RestoreAlreadyInProgress")
                : new StubAnswer(202);
        return request.Method == "GET" ? StubAnswer.Error(403, "InvalidObjectState") : Pass(request);
    }

    StubAnswer Pass(RecordedRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(service, request.Target));
        if (request.Body.Length > 0) message.Content = new ByteArrayContent(request.Body);
        foreach (var (name, value) in request.Headers.Where(header => !IsOfConnection(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = client.Send(message);
        using var body = new MemoryStream();
        answer.Content.ReadAsStream().CopyTo(body);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => !IsOfConnection(header.Key))
            .Select(header => (header.Key, string.Join(", ", header.Value)));
        if (request.Method == "HEAD") headers = headers.Append(("Content-Length", (answer.Content.Headers.ContentLength ?? 0).ToString()));
        return new StubAnswer((int)answer.StatusCode, "", [.. headers]) { Raw = body.ToArray() };
    }

    static bool IsOfConnection(string header) => OfConnection.Contains(header, StringComparer.OrdinalIgnoreCase);
}
