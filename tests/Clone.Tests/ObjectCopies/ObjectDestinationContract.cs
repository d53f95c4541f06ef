using Clone.Tests.Destinations;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket in memory.</summary>
public sealed class ObjectDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new MemoryBucketPlace(prefix: "");
}
