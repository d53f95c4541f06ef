using System;
using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>The container in memory, which the simulation trusts; it lists in UTF-16 order, as Azurite does.</summary>
public sealed class MemoryContainerContract : ObjectStoreContract
{
    protected override Task<IObjectStore> OpenAsync(bool keepsVersions) => Task.FromResult<IObjectStore>(new MemoryContainerStore(
        new MemoryBucket(StringComparer.Ordinal)
        {
            Traits = MemoryContainerStore.Of(MemoryBucket.DefaultTraits),
            PageSize = 10_000,
            KeepsVersions = keepsVersions,
        }));
}
