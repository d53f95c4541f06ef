using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Services;

/// <summary>Sends requests, and breaks off those in which no byte moves for too long.</summary>
abstract class WatchedSending(ObjectStoreOptions options)
{
    /// <summary>Sends a body with a request, watched for standstill.</summary>
    public async Task<T> SendAsync<T>(ObjectBody body, Func<SentStream, CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        using var watch = new IdleWatch(options.IdleTimeout, cancellation);
        var stream = new SentStream(body, watch.Touch);
        try
        {
            return await send(stream, watch.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (stream.Failure is not null && e is not EntryException)
        {
            throw stream.Failure;
        }
        catch (OperationCanceledException e) when (watch.IsIdle)
        {
            throw new TimeoutException(e.Message, e);
        }
        finally
        {
            stream.End();
        }
    }

    /// <summary>Sends a request without a body, watched for standstill.</summary>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        using var watch = new IdleWatch(options.IdleTimeout, cancellation);
        try
        {
            return await send(watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (watch.IsIdle)
        {
            throw new TimeoutException(e.Message, e);
        }
    }
}
