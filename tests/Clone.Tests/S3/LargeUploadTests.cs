using System;
using System.Threading.Tasks;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>A bucket of Ceph's gateway.</summary>
[Collection(StateCollection.Name)]
public sealed class LargeUploadTests(Radosgw server) : LargeUploadContract
{
    S3Place place = null!;

    private protected override async Task<Uri> MakePlaceAsync()
    {
        place = await server.MakeBucketAsync();
        return server.Http;
    }

    private protected override (string Parameters, object[] Arguments) PlaceAt(Uri address) => (
        "-S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3]", [place.Bucket, address.AbsoluteUri.TrimEnd('/'), BucketScene.Owner]);

    private protected override IObjectStore Open() => Radosgw.Open(place);
}
