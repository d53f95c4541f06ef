using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;

namespace Clone.Adapters.Services;

/// <summary>What a service sends: every failure is an <see cref="EntryException"/>, an end before the length too.</summary>
/// <param name="response">The response's own stream.</param>
/// <param name="length">How many bytes there are.</param>
/// <param name="idle">Longest time without a byte.</param>
sealed class ReceivedStream(Stream response, long length, TimeSpan idle) : Stream
{
    long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Took(response.Read(buffer, offset, count), count);
        }
        catch (Exception e) when (NetworkErrors.OfReading(e) is { } failure)
        {
            throw failure;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WatchedAsync(token => response.ReadAsync(buffer, offset, count, token), count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(WatchedAsync(token => response.ReadAsync(buffer, token).AsTask(), buffer.Length, cancellationToken));
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) response.Dispose();
        base.Dispose(disposing);
    }

    async Task<int> WatchedAsync(Func<CancellationToken, Task<int>> read, int wanted, CancellationToken cancellation)
    {
        using var watch = new IdleWatch(idle, cancellation);
        try
        {
            return Took(await read(watch.Token).ConfigureAwait(false), wanted);
        }
        catch (OperationCanceledException e) when (watch.IsIdle)
        {
            throw new EntryException(IoProblem.DeviceError, "ETIMEDOUT", EntryOperation.Read, e);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && NetworkErrors.OfReading(e) is { } failure)
        {
            throw failure;
        }
    }

    int Took(int count, int wanted)
    {
        position += count;
        if (count == 0 && wanted > 0 && position < length)
            throw new EntryException(IoProblem.DeviceError, "ECONNRESET", EntryOperation.Read);
        return count;
    }
}
