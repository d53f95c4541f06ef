namespace Clone.Tests.Destinations;

/// <summary>Folders of the machine.</summary>
public sealed class FolderDestinationContract : DestinationContract
{
    private protected override DestinationPlace MakePlace() => new FolderPlace();
}
