using Clone.Engine.Entries;

namespace Clone.Tests.Sync;

/// <summary>One entry of a model tree.</summary>
sealed record Node(EntryFacts Facts, Exclusion Exclusion)
{
    public bool IsFolder => Facts.Kind == EntryKind.Folder;
}
