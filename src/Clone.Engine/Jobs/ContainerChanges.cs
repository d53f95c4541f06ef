namespace Clone.Engine.Jobs;

/// <summary>What is told of a container of Azure Blob Storage.</summary>
/// <remarks>The password of its credential is a key, a signature or a connection string, as <see cref="Identity"/> says.</remarks>
public sealed record ContainerChanges : StorageChanges
{
    /// <summary>The container.</summary>
    public string? Container { get; init; }

    /// <summary>The storage account; a connection string names it by itself.</summary>
    public string? Account { get; init; }

    /// <summary>Access tier of what is put.</summary>
    public string? AccessTier { get; init; }

    /// <summary>What proves who asks.</summary>
    public AzureIdentity? Identity { get; init; }

    internal override JobKind Kind => JobKind.Azure;

    internal override JobStorage Over(JobStorage? before) => ContainerRules.Of(before as JobContainer ?? new JobContainer(), this);
}
