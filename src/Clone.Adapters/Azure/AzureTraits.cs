using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// The limits of Azure Blob Storage (https://learn.microsoft.com/azure/storage/blobs/scalability-targets,
/// https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata).
/// </summary>
static class AzureTraits
{
    const long MiB = 1L << 20;
    const int MostBlocks = 50_000;
    const long GreatestBlock = 4000 * MiB;
    const long LargestBlob = MostBlocks * GreatestBlock;

    public static ObjectStoreTraits Default { get; } = new()
    {
        // The service takes less, but a request each for so little costs more than it saves.
        LeastPart = MiB,
        GreatestPart = GreatestBlock,
        MostParts = MostBlocks,
        LargestObject = LargestBlob,
        LargestPut = 5000 * MiB,
        LargestCopy = LargestBlob,
        KeyBytes = int.MaxValue,
        KeyCharacters = 1024,
        MetadataBytes = 8192,
        ListsMetadata = true,
        HasConditionalPuts = true,
        HasConditionalCopies = true,
        HasSourceConditions = true,
        KeepsContentMd5 = true,
        ForgetsUploads = true,
        NamesPartsByMd5 = true,
        Spelling = NameSpelling.AzureBlob,
    };
}
