using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>As <see cref="PartsDestinationContract"/>, where of a changed file the changed ranges alone are sent.</summary>
public sealed class BlocksDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() =>
        new MemoryBucketPlace("p/", new MemoryBucket { Traits = MemoryBucketPlace.S3Traits with { LeastPart = 16 } })
        {
            Limits = new ObjectSendLimits { WholeBytes = 16, PartBytes = 16 },
            Blocks = new RememberedBlocks(),
        };
}
