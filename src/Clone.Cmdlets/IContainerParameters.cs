namespace Clone.Cmdlets;

/// <summary>What cmdlets of jobs are told of a container: where it is, and how things are put there.</summary>
interface IContainerParameters : IContainerAddress
{
    /// <summary>Access tier of new blobs.</summary>
    string? AccessTier { get; }
}
