using System.Collections.Generic;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.State;

namespace Clone.Tests.Memory;

/// <summary>The adapters of the module, but state files lie in memory.</summary>
sealed class MemoryAdapters(IStateStore state) : IAdapters
{
    static readonly AdapterSet Real = new();

    public IJsonFormat Json => Real.Json;

    public IStateStore State => state;

    public IReadOnlyList<LibraryInfo> Libraries => Real.Libraries;

    public IObjectStore OpenS3(S3Place place, S3Credentials credentials, ObjectStoreOptions options) =>
        Real.OpenS3(place, credentials, options);

    public ISecretProtector Protector(string folder) => Real.Protector(folder);

    public void Prepare() => Real.Prepare();
}
