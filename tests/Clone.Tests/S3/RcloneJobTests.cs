using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>A bucket of Ceph's gateway.</summary>
[Collection(StateCollection.Name)]
public sealed class RcloneJobTests(Radosgw server) : RcloneJobContract
{
    string bucket = "";

    private protected override string Remote =>
        $":s3,provider=Ceph,access_key_id=OWNERKEY,secret_access_key=OWNERSECRET,endpoint='{server.Http}':{bucket}/p";

    private protected override (string Parameters, object[] Arguments) Place => (
        "-S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3]",
        [bucket, server.Http.AbsoluteUri.TrimEnd('/'), BucketScene.Owner]);

    private protected override async Task MakePlaceAsync() => bucket = (await server.MakeBucketAsync()).Bucket;
}
