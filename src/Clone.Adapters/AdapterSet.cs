using Clone.Adapters.Json;
using Clone.Adapters.State;
using Clone.Engine;
using Clone.Engine.State;

namespace Clone.Adapters;

/// <summary>
/// Everything that the engine needs third-party libraries for. The module makes it by name, in a load context of its
/// own; nothing refers to this assembly at compile time.
/// </summary>
public sealed class AdapterSet : IAdapters
{
    /// <inheritdoc/>
    public IJsonFormat Json { get; } = new JsonFormat();

    /// <inheritdoc/>
    public IStateStore State { get; } = new SqliteStateStore();
}
