using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>Opens the roots of sources and destinations, and says in the user's words why one cannot be opened.</summary>
static class FolderDoor
{
    /// <summary>The root of a source; null when there is nothing of that name.</summary>
    /// <exception cref="CloneException">CloneSourceNotFolder, CloneSourceUnreadable.</exception>
    public static FolderHandle? FindSource(FolderPlatform platform, string path)
    {
        try
        {
            return OpenSource(platform, path);
        }
        catch (CloneException e) when (e.Id == ErrorId.CloneSourceNotFound)
        {
            return null;
        }
    }

    /// <summary>The root of a source.</summary>
    /// <exception cref="CloneException">CloneSourceNotFound, CloneSourceNotFolder, CloneSourceUnreadable.</exception>
    public static FolderHandle OpenSource(FolderPlatform platform, string path)
    {
        try
        {
            return platform.OpenRoot(path);
        }
        catch (EntryException e)
        {
            throw e.Problem switch
            {
                IoProblem.NotFound => new CloneException(ErrorId.CloneSourceNotFound, e, path),
                IoProblem.NotAFolder => new CloneException(ErrorId.CloneSourceNotFolder, e, path),
                _ => new CloneException(ErrorId.CloneSourceUnreadable, e, path, e.Code),
            };
        }
    }

    /// <summary>The root of a destination; null when there is nothing of that name.</summary>
    /// <exception cref="CloneException">CloneDestinationNotFolder, CloneDestinationUnavailable.</exception>
    public static FolderHandle? FindDestination(FolderPlatform platform, string path)
    {
        try
        {
            return OpenDestination(platform, path);
        }
        catch (CloneException e) when (e.Id == ErrorId.CloneDestinationNotFound)
        {
            return null;
        }
    }

    /// <summary>The root of a destination, or the base folder of one.</summary>
    /// <exception cref="CloneException">
    /// CloneDestinationNotFound, CloneDestinationNotFolder, CloneDestinationUnavailable.
    /// </exception>
    public static FolderHandle OpenDestination(FolderPlatform platform, string path)
    {
        try
        {
            return platform.OpenRoot(path);
        }
        catch (EntryException e)
        {
            throw e.Problem switch
            {
                IoProblem.NotFound => new CloneException(ErrorId.CloneDestinationNotFound, e, path),
                IoProblem.NotAFolder => new CloneException(ErrorId.CloneDestinationNotFolder, e, path),
                _ => new CloneException(ErrorId.CloneDestinationUnavailable, e, path, e.Code),
            };
        }
    }
}
