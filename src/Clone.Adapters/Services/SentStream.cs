using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Services;

/// <summary>
/// A body as the SDK reads it: of known length, from the beginning as often as it likes, with the MD5 of what was read.
/// It keeps the first failure of the contents, which the SDK and HTTP wrap in failures of their own.
/// </summary>
sealed class SentStream(ObjectBody body, Action touch) : Stream
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    Stream? contents;
    long position;
    byte[]? md5;

    /// <summary>Why the contents could not be read; null when they could.</summary>
    public EntryException? Failure { get; private set; }

    /// <summary>MD5 of the contents; they were read to their end.</summary>
    public byte[] Md5 => body.Md5 ?? (md5 ??= hash.GetHashAndReset());

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => body.Length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Took(buffer.AsSpan(offset), Guarded(() => Contents().Read(buffer, offset, Bounded(count))));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = await GuardedAsync(() => Contents().ReadAsync(buffer, offset, Bounded(count), cancellationToken)).ConfigureAwait(false);
        return Took(buffer.AsSpan(offset), read);
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await GuardedAsync(
            () => Contents().ReadAsync(buffer.Slice(0, Bounded(buffer.Length)), cancellationToken).AsTask()).ConfigureAwait(false);
        return Took(buffer.Span, read);
    }
#endif

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => body.Length + offset,
        };
        if (target == position) return position;
        if (target != 0) throw new NotSupportedException();
        contents?.Dispose();
        contents = null;
        md5 = null;
        hash.GetHashAndReset();
        return position = 0;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) contents?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Frees what a disposed stream keeps for its MD5.</summary>
    public void End()
    {
        Dispose();
        hash.Dispose();
    }

    Stream Contents() => contents ??= body.Open();

    int Bounded(int count) => (int)Math.Min(count, body.Length - position);

    int Took(ReadOnlySpan<byte> buffer, int count)
    {
        touch();
        if (count == 0 && buffer.Length > 0 && position < body.Length)
            throw Failure = new EntryException(IoProblem.ChangedWhileRead, "EOF", EntryOperation.Read);
        position += count;
        if (body.Md5 is not null || count == 0) return count;
#if NET
        hash.AppendData(buffer.Slice(0, count));
#else
        hash.AppendData(buffer.Slice(0, count).ToArray());
#endif
        return count;
    }

    T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EntryException e)
        {
            Failure = e;
            throw;
        }
    }

    async Task<int> GuardedAsync(Func<Task<int>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (EntryException e)
        {
            Failure = e;
            throw;
        }
    }
}
