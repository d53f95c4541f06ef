using System.Collections.Generic;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.State;

namespace Clone.Engine;

/// <summary>
/// Everything that the engine needs third-party libraries for. One class in Clone.Adapters implements it, and is
/// made by name in a load context of its own, so that no type of those libraries is seen outside.
/// </summary>
public interface IAdapters
{
    /// <summary>JSON.</summary>
    IJsonFormat Json { get; }

    /// <summary>State files.</summary>
    IStateStore State { get; }

    /// <summary>Opens a bucket. Nothing is asked of the service yet.</summary>
    IObjectStore OpenS3(S3Place place, S3Credentials credentials, ObjectStoreOptions options);

    /// <summary>Opens a container of Azure Blob Storage. Nothing is asked of the service yet.</summary>
    IObjectStore OpenAzure(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options);

    /// <summary>Encryption by keys that lie in a folder, for machines whose system offers none.</summary>
    /// <param name="folder">A folder that nobody else may read.</param>
    /// <exception cref="System.PlatformNotSupportedException">.NET Framework, which runs on Windows alone.</exception>
    ISecretProtector Protector(string folder);

    /// <summary>Loads and compiles ahead what the first use of the adapters would wait for.</summary>
    void Prepare();

    /// <summary>
    /// The libraries behind the adapters, by name. Asking loads them; it is for people who look for the cause of a
    /// conflict with another module.
    /// </summary>
    IReadOnlyList<LibraryInfo> Libraries { get; }
}
