using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Engine.Restore;

/// <summary>Finds in a copy what a user names: paths below it, or patterns in their place.</summary>
sealed class CopyItems(OpenCopy copy)
{
    static readonly bool onWindows = Path.DirectorySeparatorChar == '\\';

    /// <summary>The selection of what was named, with all that lies below; null when everything was.</summary>
    /// <param name="items">Paths relative to the copy. One that is not there and holds a wildcard is a pattern.</param>
    /// <exception cref="CloneException">CloneItemNotFound, CloneFilterInvalid.</exception>
    public PathSelection? Select(IReadOnlyList<string> items)
    {
        var found = new List<EntryPath>();
        var patterns = new List<string>();
        foreach (var item in items)
        {
            if (Find(item) is { } path) found.Add(path);
            else if (IsPattern(item)) patterns.Add(PatternOf(item));
            else throw new CloneException(ErrorId.CloneItemNotFound, item, copy.Path);
        }
        if (items.Count == 0 || found.Exists(path => path.IsRoot)) return null;
        var selection = new PathSelection { TakesBelow = true, Patterns = FilterSet.Parse(patterns, [], onWindows) };
        foreach (var path in found) selection.Add(path);
        return selection;
    }

    /// <summary>The path of something that is there, as the copy spells it; null when it is not, or is Clone's own.</summary>
    public EntryPath? Find(string item)
    {
        var path = EntryPath.Root;
        foreach (var part in Parts(item))
        {
            var name = Wtf8.Encode(part);
            if (!EntryPath.IsSafeName(name) || Stored(path, name) is not { } stored) return null;
            path = path.Append(stored);
        }
        return path;
    }

    /// <summary>Whether a path can be a pattern.</summary>
    public static bool IsPattern(string item) => item.IndexOfAny(['*', '?', '[']) >= 0;

    /// <summary>The pattern in the form of filters, from the root of the copy on.</summary>
    public static string PatternOf(string item) => "/" + string.Join("/", Parts(item));

    byte[]? Stored(EntryPath folder, byte[] name)
    {
        try
        {
            if (copy.Tree.Find(folder, name) is not var (stored, facts)) return null;
            var exclusion = new EntryScope(filters: null) { IsDestination = true }
                .Judge(folder, stored, facts, Exclusion.None, inVolumeRoot: false);
            return exclusion == Exclusion.None ? stored : null;
        }
        catch (EntryException e) when (e.Problem is IoProblem.NotFound or IoProblem.NotAFolder or IoProblem.LinkInTheWay
            or IoProblem.NameNotAllowed or IoProblem.NameTooLong)
        {
            return null;
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneCopyUnreadable, e, copy.Path, e.Code);
        }
    }

    static IEnumerable<string> Parts(string item) =>
        (onWindows ? item.Replace('\\', '/') : item).Split('/').Where(part => part.Length > 0 && part != ".");
}
