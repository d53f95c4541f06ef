using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>
/// An HTTP server that records requests and answers as a test says. As the proxy of a plain http address it stands for any
/// service of any name.
/// </summary>
class StubServer : LoopbackServer
{
    readonly Func<RecordedRequest, StubAnswer?> answer;

    public StubServer(Func<RecordedRequest, StubAnswer?> answer)
    {
        this.answer = answer;
        Start();
    }

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    protected override async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                var stream = new BufferedStream(await SecureAsync(new NetworkStream(client)));
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    if (answer(request) is not { } answered) return;
                    await stream.WriteAsync(answered.Bytes(request.Method == "HEAD"), Ending);
                    await stream.FlushAsync(Ending);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client is gone.
            }
        }
    }

    /// <summary>What requests come by; the connection itself.</summary>
    protected virtual Task<Stream> SecureAsync(Stream connection) => Task.FromResult(connection);

    async Task<RecordedRequest?> ReadAsync(Stream stream)
    {
        if (await ReadLineAsync(stream) is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        if (headers.ContainsKey("Expect"))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), Ending);
            await stream.FlushAsync(Ending);
        }
        var body = headers.TryGetValue("Content-Length", out var length)
            ? await ReadExactlyAsync(stream, int.Parse(length))
            : headers.ContainsKey("Transfer-Encoding") ? await ReadChunksAsync(stream) : [];
        return new RecordedRequest(first.Split(' ')[0], first.Split(' ')[1], headers, body);
    }

    async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        using var body = new MemoryStream();
        while (Convert.ToInt32((await ReadLineAsync(stream))!, 16) is var length and > 0)
        {
            body.Write(await ReadExactlyAsync(stream, length));
            await ReadLineAsync(stream);
        }
        while (await ReadLineAsync(stream) is { Length: > 0 })
        {
            // Trailers.
        }
        return body.ToArray();
    }

    async Task<byte[]> ReadExactlyAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, Ending);
        return bytes;
    }

    async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, Ending) == 1)
        {
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }
}
