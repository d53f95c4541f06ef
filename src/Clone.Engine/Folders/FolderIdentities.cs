using System.IO;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>
/// Tells folders by path, and by volume and file id: a bind mount, a substituted drive or a share of this very machine
/// gives one folder several paths that no resolving of links brings together.
/// </summary>
sealed class FolderIdentities(FolderPlatform platform)
{
    /// <summary>
    /// True when both are one folder, or one lies in the other. Folders that do not exist or cannot be opened are told by
    /// their paths alone.
    /// </summary>
    public bool Overlap(string one, string other) => IsWithin(one, other) || IsWithin(other, one);

    /// <summary>True when the first is the second or lies in it.</summary>
    public bool IsWithin(string inner, string outer)
    {
        if (FolderPaths.Contains(outer, inner, platform.PathComparison)) return true;
        using var folder = Find(outer);
        var id = folder?.LookAtSelf().FileId ?? 0;
        if (id == 0) return false;
        for (string? above = inner; above is not null; above = Path.GetDirectoryName(above))
        {
            using var candidate = Find(above);
            if (candidate is null || candidate.LookAtSelf().FileId != id) continue;
            if (VolumeFacts.IsSame(candidate.Volume().Id, folder!.Volume().Id)) return true;
        }
        return false;
    }

    FolderHandle? Find(string path)
    {
        try
        {
            return platform.OpenRoot(path);
        }
        catch (EntryException)
        {
            return null;
        }
    }
}
