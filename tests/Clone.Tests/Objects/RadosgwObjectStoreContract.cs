using System.Threading.Tasks;
using Clone.Engine.Objects;

namespace Clone.Tests.Objects;

/// <summary>The S3 store on a real service.</summary>
public sealed class RadosgwObjectStoreContract(Radosgw radosgw) : ObjectStoreContract
{
    protected override async Task<IObjectStore> OpenAsync(bool keepsVersions) =>
        Radosgw.Open(await radosgw.MakeBucketAsync(keepsVersions));
}
