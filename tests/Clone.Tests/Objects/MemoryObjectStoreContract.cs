using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>The store in memory, which other tests trust.</summary>
public sealed class MemoryObjectStoreContract : ObjectStoreContract
{
    protected override Task<IObjectStore> OpenAsync(bool keepsVersions) =>
        Task.FromResult<IObjectStore>(new MemoryObjectStore(new MemoryBucket { KeepsVersions = keepsVersions }));
}
