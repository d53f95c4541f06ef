using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Objects;
using Clone.Tests.Objects;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>The Azure store on Azurite.</summary>
public sealed class AzuriteObjectStoreContract(Azurite azurite) : ObjectStoreContract
{
    protected override int RequestsToDeleteThree => 3;

    /// <summary>What no copy has as a key, since names are spelled otherwise.</summary>
    protected override bool CanHold(string key) =>
        !key.Contains('\\') && !key.Any(char.IsControl) && !key.Split('/').Any(part => part.EndsWith('.'));

    protected override async Task<IObjectStore> OpenAsync(bool keepsVersions)
    {
        if (keepsVersions) Assert.Skip("Azurite keeps no versions.");
        return Azurite.Open(await azurite.MakeContainerAsync());
    }
}
