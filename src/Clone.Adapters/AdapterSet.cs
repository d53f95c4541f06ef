using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Clone.Adapters.Azure;
using Clone.Adapters.Json;
using Clone.Adapters.S3;
using Clone.Adapters.State;
using Clone.Engine;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
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

    /// <inheritdoc/>
    public IReadOnlyList<LibraryInfo> Libraries =>
    [
        .. new[]
        {
            typeof(Amazon.Runtime.AmazonServiceClient),
            typeof(Amazon.S3.AmazonS3Client),
            typeof(Amazon.SecurityToken.AmazonSecurityTokenServiceClient),
            typeof(Amazon.SSO.AmazonSSOClient),
            typeof(Amazon.SSOOIDC.AmazonSSOOIDCClient),
            typeof(global::Azure.Core.TokenCredential),
            typeof(global::Azure.Identity.DefaultAzureCredential),
            typeof(global::Azure.Storage.Blobs.BlobServiceClient),
            typeof(SQLitePCL.raw),
            typeof(System.IO.Hashing.XxHash64),
            typeof(System.Text.Json.JsonSerializer),
        }.Select(Describe).OrderBy(library => library.Name, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public IObjectStore OpenS3(S3Place place, S3Credentials credentials, ObjectStoreOptions options) =>
        S3ObjectStore.Open(place, credentials, options);

    /// <inheritdoc/>
    public IObjectStore OpenAzure(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options) =>
        AzureBlobStore.Open(place, credentials, options);

    /// <inheritdoc/>
#if NET
    public ISecretProtector Protector(string folder) => new Secrets.KeyRingProtector(folder);
#else
    public ISecretProtector Protector(string folder) => throw new PlatformNotSupportedException();
#endif

    /// <inheritdoc/>
    public void Prepare() => SqliteStateStore.Prepare();

    static LibraryInfo Describe(Type type)
    {
        var assembly = type.Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version!.ToString();
        // Behind the plus stands the commit that it was built from.
        return new LibraryInfo(assembly.GetName().Name!, version.Split('+')[0], assembly.Location);
    }
}
