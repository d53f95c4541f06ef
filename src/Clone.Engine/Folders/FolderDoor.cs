using Clone.Engine.Entries;
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

    /// <summary>
    /// The root of a destination in its base folder; null when there is nothing of that name. A link is not followed:
    /// whoever may write in the base folder would else lead the copy elsewhere.
    /// </summary>
    /// <param name="above">The base folder.</param>
    /// <param name="name">The destination's name in it.</param>
    /// <param name="path">The destination, for people.</param>
    /// <exception cref="CloneException">CloneDestinationNotFolder, CloneDestinationUnavailable.</exception>
    public static FolderHandle? FindDestination(FolderHandle above, string name, string path)
    {
        try
        {
            return above.OpenFolder(Wtf8.Encode(name));
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotFound)
        {
            return null;
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotAFolder or IoProblem.LinkInTheWay)
        {
            throw new CloneException(ErrorId.CloneDestinationNotFolder, e, path);
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneDestinationUnavailable, e, path, e.Code);
        }
    }

    /// <summary>The base folder of a destination.</summary>
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
