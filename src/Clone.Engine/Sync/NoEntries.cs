using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>A side that holds nothing.</summary>
sealed class NoEntries : IAsyncEnumerable<EntryBatch>, IAsyncEnumerator<EntryBatch>
{
    public static readonly NoEntries Instance = new();

    public EntryBatch Current => throw new System.InvalidOperationException();

    public IAsyncEnumerator<EntryBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

    public ValueTask<bool> MoveNextAsync() => new(false);

    public ValueTask DisposeAsync() => default;
}
