using System.Threading.Tasks;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.ObjectCopies;

namespace Clone.Tests.S3;

/// <summary>A bucket of a real S3 service, to which all but small files are sent in parts.</summary>
public sealed class RadosgwDestinationContract(Radosgw radosgw) : DestinationContract
{
    private protected override DestinationPlace MakePlace()
    {
        var place = Task.Run(() => radosgw.MakeBucketAsync()).GetAwaiter().GetResult();
        return new BucketPlace(() => Radosgw.Open(place), "a prefix/") { Limits = new ObjectSendLimits { WholeBytes = 1 << 20, PartBytes = 5 << 20 } };
    }
}
