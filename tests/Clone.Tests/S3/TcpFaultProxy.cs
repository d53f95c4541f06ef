using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Tests.S3;

/// <summary>Passes TCP connections on to a server, and spoils the first of them.</summary>
sealed class TcpFaultProxy : LoopbackServer
{
    readonly int target;
    int left;

    public TcpFaultProxy(Uri target)
    {
        this.target = target.Port;
        Start();
    }

    /// <summary>How a connection is spoiled.</summary>
    public Fault Kind { get; private set; }

    /// <summary>After how many bytes: of requests, or of answers when truncating.</summary>
    public long After { get; private set; }

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
    }

    /// <summary>Spoils so many connections from now on.</summary>
    public void Spoil(Fault kind, long after, int connections = 1) => (Kind, After, left) = (kind, after, connections);

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
            if (passed > After && isAnswer == (Kind == Fault.Truncate) && Interlocked.Decrement(ref left) >= 0)
            {
                Spoiled++;
                await SpoilAsync(client);
                return;
            }
            await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, Ending);
        }
    }

    async Task SpoilAsync(Socket client)
    {
        if (Kind == Fault.Stall) await Task.Delay(Timeout.Infinite, Ending);
        // Without lingering, closing is a reset.
        if (Kind == Fault.Reset) client.LingerState = new LingerOption(true, 0);
        client.Close();
    }
}
