using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>
/// An HTTP server that records requests and answers as a test says. As the proxy of a plain http address it stands for any
/// service of any name.
/// </summary>
sealed class StubServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly ConcurrentBag<Task> connections = [];
    readonly Func<RecordedRequest, StubAnswer?> answer;
    readonly Task accepting;

    public StubServer(Func<RecordedRequest, StubAnswer?> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new("http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port);

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        end.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The end.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = new BufferedStream(client.GetStream());
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    if (answer(request) is not { } answered) return;
                    await stream.WriteAsync(answered.Bytes(request.Method == "HEAD"), end.Token);
                    await stream.FlushAsync(end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client is gone.
            }
        }
    }

    async Task<RecordedRequest?> ReadAsync(Stream stream)
    {
        if (await ReadLineAsync(stream) is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        if (headers.ContainsKey("Expect"))
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), end.Token);
            await stream.FlushAsync(end.Token);
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
        await stream.ReadExactlyAsync(bytes, end.Token);
        return bytes;
    }

    async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, end.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }
}
