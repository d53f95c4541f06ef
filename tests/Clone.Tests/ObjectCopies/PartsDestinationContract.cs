using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket in memory to which all but the smallest files are sent in parts.</summary>
public sealed class PartsDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() =>
        new MemoryBucketPlace("p/") { Limits = new ObjectSendLimits { WholeBytes = 4, PartBytes = 5 << 20 } };
}
