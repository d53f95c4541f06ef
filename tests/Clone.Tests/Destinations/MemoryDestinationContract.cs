using Clone.Engine.Destinations;
using Clone.Engine.Folders;

namespace Clone.Tests.Destinations;

/// <summary>A destination in memory that keeps everything.</summary>
public sealed class MemoryDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new MemoryPlace(new DestinationCapabilities
    {
        Keeps = FacetMask.Modified | FacetMask.Attributes | FacetMask.Owner,
        KeepsLinks = true,
        KeepsLinkTimes = true,
        HasLastingFileIds = true,
        MaxFileSize = 1 << 30,
    });
}
