using System;
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

    /// <summary>Opens the one bucket or container there is; null for real services.</summary>
    public Func<IObjectStore>? Bucket { get; init; }

    public IJsonFormat Json => Real.Json;

    public IStateStore State => state;

    public IReadOnlyList<LibraryInfo> Libraries => Real.Libraries;

    public IObjectStore OpenS3(S3Place place, S3Credentials credentials, ObjectStoreOptions options) =>
        Bucket is null ? Real.OpenS3(place, credentials, options) : Bucket();

    public IObjectStore OpenAzure(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options) =>
        Bucket is null ? Real.OpenAzure(place, credentials, options) : Bucket();

    public ISecretProtector Protector(string folder) => Real.Protector(folder);

    public void Prepare() => Real.Prepare();
}
