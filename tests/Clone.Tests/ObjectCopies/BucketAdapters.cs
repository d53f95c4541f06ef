using System;
using System.Collections.Generic;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.State;

namespace Clone.Tests.ObjectCopies;

/// <summary>The adapters, with buckets of the test's own.</summary>
/// <param name="open">Opens the bucket.</param>
sealed class BucketAdapters(Func<IObjectStore> open) : IAdapters
{
    readonly AdapterSet real = new();

    public IJsonFormat Json => real.Json;

    public IStateStore State => real.State;

    public IReadOnlyList<LibraryInfo> Libraries => real.Libraries;

    public IObjectStore OpenS3(S3Place place, S3Credentials credentials, ObjectStoreOptions options) => open();

    public IObjectStore OpenAzure(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options) => open();

    public ISecretProtector Protector(string folder) => real.Protector(folder);

    public void Prepare() => real.Prepare();
}
