using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.ObjectCopies;

namespace Clone.Tests.Azure;

/// <summary>A container on Azurite, to which all but the smallest files are sent in blocks.</summary>
public sealed class AzuriteDestinationContract(Azurite azurite) : DestinationContract
{
    private protected override DestinationPlace MakePlace()
    {
        var place = Task.Run(azurite.MakeContainerAsync).GetAwaiter().GetResult();
        return new BucketPlace(() => Azurite.Open(place), "a prefix/") { Limits = new ObjectSendLimits { WholeBytes = 4, PartBytes = 1 << 20 } };
    }
}
