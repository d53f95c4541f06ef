using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>A server on a free port of this machine; each connection is served at once, until the server ends.</summary>
abstract class LoopbackServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly ConcurrentBag<Task> connections = [];
    Task accepting = Task.CompletedTask;

    public Uri Address => new("http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port);

    /// <summary>How many connections were made.</summary>
    public int Connections => connections.Count;

    /// <summary>The server is ending.</summary>
    protected CancellationToken Ending => end.Token;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        end.Dispose();
    }

    /// <summary>To be called when the server is made.</summary>
    protected void Start()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Serves a connection and closes it.</summary>
    protected abstract Task ServeAsync(Socket client);

    async Task AcceptAsync()
    {
        try
        {
            while (true) connections.Add(ServeAsync(await listener.AcceptSocketAsync(end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException || (e is SocketException or InvalidOperationException && end.IsCancellationRequested))
        {
            // The end: a listener that has stopped meanwhile refuses to be asked.
        }
    }
}
