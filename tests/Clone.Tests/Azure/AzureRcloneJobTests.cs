using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>A container of Azurite.</summary>
[Collection(StateCollection.Name)]
public sealed class AzureRcloneJobTests(Azurite server) : RcloneJobContract
{
    string container = "";

    private protected override string Remote => $":azureblob,use_emulator=true,endpoint='{server.Endpoint}':{container}/p";

    private protected override (string Parameters, object[] Arguments) Place => (
        "-AzureContainer $args[1] -AzureAccount $args[2] -Endpoint $args[3] -AzureKey $args[4]",
        [container, Azurite.Account, server.Endpoint.AbsoluteUri, ContainerScene.Key]);

    private protected override async Task MakePlaceAsync() => container = (await server.MakeContainerAsync()).Container;
}
