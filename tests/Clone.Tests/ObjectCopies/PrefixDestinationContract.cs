using Clone.Tests.Destinations;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket in memory below a prefix, of which each run knows nothing from before.</summary>
public sealed class PrefixDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new MemoryBucketPlace("copies/of ours/") { Forgets = true };
}
