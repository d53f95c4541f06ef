using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Objects;
using Clone.Tests.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket in memory with S3's limits, in which tests may step in before each request.</summary>
sealed class MemoryBucketPlace : BucketPlace
{
    readonly Hands hands;

    public MemoryBucketPlace(string prefix, MemoryBucket? bucket = null)
        : this(prefix, new Hands(bucket ?? new MemoryBucket { Traits = S3Traits, PageSize = 7 }))
    {
    }

    MemoryBucketPlace(string prefix, Hands hands)
        : base(hands.Open, prefix) => this.hands = hands;

    public static ObjectStoreTraits S3Traits { get; } = MemoryBucket.DefaultTraits with
    {
        LeastPart = 5 << 20,
        GreatestPart = 5L << 30,
        MostParts = 10_000,
        LargestObject = 5L << 40,
        LargestPut = 5L << 30,
        LargestCopy = 5L << 30,
    };

    public MemoryBucket Bucket => hands.Bucket;

    /// <summary>Called before each request with its kind; what it throws is the request's failure.</summary>
    public Action<RequestKind>? Before
    {
        set => hands.Before = value;
    }

    /// <summary>The keys of the uploads that are under way.</summary>
    public IEnumerable<string> Uploads => Bucket.Uploads.Values.Select(upload => upload.Upload.Key).Order(StringComparer.Ordinal);

    sealed class Hands(MemoryBucket bucket)
    {
        public MemoryBucket Bucket => bucket;

        public Action<RequestKind>? Before { get; set; }

        public MemoryObjectStore Open() => new(bucket)
        {
            OnRequest = (kind, _) =>
            {
                Before?.Invoke(kind);
                return null;
            },
        };
    }
}
