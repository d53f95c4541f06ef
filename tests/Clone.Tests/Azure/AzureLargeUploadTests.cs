using System;
using System.Threading.Tasks;
using Clone.Engine.Objects;
using Clone.Tests.Cmdlets;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>A container of Azurite.</summary>
[Collection(StateCollection.Name)]
public sealed class AzureLargeUploadTests(Azurite server) : LargeUploadContract
{
    AzurePlace place = null!;

    private protected override long Size => Soak.Times > 1 ? 1L << 30 : 96L << 20;

    /// <summary>Parts that may be used again are small (PartSender).</summary>
    private protected override long PartBytes => 4 << 20;

    private protected override async Task<Uri> MakePlaceAsync()
    {
        place = await server.MakeContainerAsync();
        return server.Endpoint;
    }

    private protected override (string Parameters, object[] Arguments) PlaceAt(Uri address) => (
        "-AzureContainer $args[1] -AzureAccount $args[2] -Endpoint $args[3] -AzureKey $args[4]",
        [place.Container, Azurite.Account, address.AbsoluteUri + Azurite.Account, ContainerScene.Key]);

    private protected override IObjectStore Open() => Azurite.Open(place);
}
