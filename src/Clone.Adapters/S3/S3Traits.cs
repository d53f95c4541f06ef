using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// The limits of S3 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html), which its likes share.
/// </summary>
static class S3Traits
{
    const long MiB = 1L << 20;
    const long GiB = 1L << 30;

    public static ObjectStoreTraits Of(S3Place place) => new()
    {
        LeastPart = 5 * MiB,
        GreatestPart = 5 * GiB,
        MostParts = 10_000,
        // What every service takes; AWS has taken more since the end of 2025.
        LargestObject = 5L << 40,
        LargestPut = 5 * GiB,
        LargestCopy = 5 * GiB,
        KeyBytes = 1024,
        KeyCharacters = int.MaxValue,
        MetadataBytes = 2048,
        ListsInKeyOrder = place.IsAws,
        ListsFromAnyKey = true,
        HasConditionalPuts = place.IsAws,
        HasConditionalCopies = place.IsAws,
        HasSourceConditions = place.IsAws,
        HasMd5ETags = place.Encryption != S3Encryption.Kms,
    };
}
