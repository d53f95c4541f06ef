using System;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>A container in memory, to which all but the smallest files are sent in blocks, of which those that are there are used again.</summary>
public sealed class ContainerDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace()
    {
        var container = new MemoryBucket(StringComparer.Ordinal) { Traits = MemoryContainerStore.Of(MemoryBucketPlace.S3Traits with { LeastPart = 4 }), PageSize = 10_000 };
        return new BucketPlace(() => new MemoryContainerStore(container), "p/") { Limits = new ObjectSendLimits { WholeBytes = 4, PartBytes = 4 } };
    }
}
