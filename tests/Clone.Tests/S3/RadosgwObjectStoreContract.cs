using System.Threading.Tasks;
using Clone.Engine.Objects;
using Clone.Tests.Objects;

namespace Clone.Tests.S3;

/// <summary>The S3 store on a real service.</summary>
public sealed class RadosgwObjectStoreContract(Radosgw radosgw) : ObjectStoreContract
{
    protected override async Task<IObjectStore> OpenAsync(bool keepsVersions) =>
        Radosgw.Open(await radosgw.MakeBucketAsync(keepsVersions));
}
