namespace Clone.Engine.Objects;

/// <summary>What sort of thing lies under a key.</summary>
public enum ObjectKind
{
    /// <summary>An object, or a block blob.</summary>
    Object,

    /// <summary>Something that Clone leaves alone: a page or append blob.</summary>
    Foreign,

    /// <summary>A folder that is a thing of its own (<see cref="ObjectStoreTraits.HasFolders"/>).</summary>
    Folder,
}
