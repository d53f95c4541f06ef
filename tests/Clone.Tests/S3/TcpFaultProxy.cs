using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>Passes TCP connections on to a server, and spoils the first of them.</summary>
sealed class TcpFaultProxy : LoopbackServer
{
    readonly int target;
    int left;
    long sent;
    long awaited = long.MaxValue;
    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    const string Busy = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>busy</Message></Error>";

    public TcpFaultProxy(Uri target)
    {
        this.target = target.Port;
        Start();
    }

    /// <summary>How a connection is spoiled.</summary>
    public Fault Kind { get; private set; }

    /// <summary>After how many bytes: of requests, or of answers when truncating.</summary>
    public long After { get; private set; }

    /// <summary>Bytes of requests that came so far.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>How many connections were spoiled.</summary>
    public int Spoiled { get; private set; }

    public enum Fault
    {
        /// <summary>The connection is reset.</summary>
        Reset,

        /// <summary>Nothing passes any more.</summary>
        Stall,

        /// <summary>The answer ends.</summary>
        Truncate,

        /// <summary>The request is taken to its end and answered with 503, and the connection closed.</summary>
        Throttle,
    }

    /// <summary>Spoils so many connections from now on.</summary>
    public void Spoil(Fault kind, long after, int connections = 1) => (Kind, After, left) = (kind, after, connections);

    /// <summary>Ends when so many bytes of requests have come.</summary>
    public Task WhenSentAsync(long bytes)
    {
        awaited = bytes;
        return reached.Task;
    }

    protected override async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, Ending);
                await Task.WhenAny(PassAsync(client, server, isAnswer: false, client), PassAsync(server, client, isAnswer: true, client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The other side is gone.
            }
        }
    }

    async Task PassAsync(Socket from, Socket to, bool isAnswer, Socket client)
    {
        var buffer = new byte[64 * 1024];
        var passed = 0L;
        while (await from.ReceiveAsync(buffer, SocketFlags.None, Ending) is var count and > 0)
        {
            passed += count;
            if (!isAnswer && Interlocked.Add(ref sent, count) >= awaited) reached.TrySetResult();
            if (passed > After && isAnswer == (Kind == Fault.Truncate) && Interlocked.Decrement(ref left) >= 0)
            {
                Spoiled++;
                if (Kind == Fault.Throttle) await ThrottleAsync(client);
                await SpoilAsync(client);
                return;
            }
            await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, Ending);
        }
    }

    /// <summary>Takes what still comes of a request, and refuses it.</summary>
    async Task ThrottleAsync(Socket client)
    {
        var buffer = new byte[64 * 1024];
        // A client that has sent all waits for the answer.
        while (client.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead) && await client.ReceiveAsync(buffer, SocketFlags.None, Ending) is var count and > 0)
            Interlocked.Add(ref sent, count);
        var answer = "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: " + Busy.Length + "\r\nConnection: close\r\n\r\n" + Busy;
        await client.SendAsync(Encoding.ASCII.GetBytes(answer), SocketFlags.None, Ending);
    }

    async Task SpoilAsync(Socket client)
    {
        if (Kind == Fault.Stall) await Task.Delay(Timeout.Infinite, Ending);
        // Without lingering, closing is a reset.
        if (Kind == Fault.Reset) client.LingerState = new LingerOption(true, 0);
        client.Close();
    }
}
