using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>How requests go to a container: counted, limited, watched and tried again.</summary>
sealed class AzureCalls(ServiceCaller caller, ObjectStoreOptions options) : WatchedSending(options)
{
    public ServiceCaller Caller => caller;

    /// <summary>Sends a request without a body; told of the number of the try.</summary>
    public Task<T> AskAsync<T>(
        RequestKind kind, EntryOperation operation, Func<int, CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(kind, operation, (tries, cancel) => AskAsync(async watched =>
        {
            using var _ = AskedRequestsPolicy.Ask();
            return await send(tries, watched).ConfigureAwait(false);
        }, cancel), cancellation);

    /// <summary>Sends a request without a body.</summary>
    public Task<T> AskAsync<T>(RequestKind kind, EntryOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        AskAsync(kind, operation, (_, watched) => send(watched), cancellation);

    /// <summary>Sends a request with a body, and its MD5 where it is known; told of the number of the try.</summary>
    public Task<T> SendAsync<T>(
        RequestKind kind, ObjectBody body, byte[]? md5, Func<int, SentStream, CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(kind, EntryOperation.Write, (tries, cancel) => SendAsync(body, async (stream, watched) =>
        {
            using var _ = AskedRequestsPolicy.Ask(md5);
            return await send(tries, stream, watched).ConfigureAwait(false);
        }, cancel), cancellation);
}
