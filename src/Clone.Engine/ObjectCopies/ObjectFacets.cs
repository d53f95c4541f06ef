using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.ObjectCopies;

/// <summary>The facets that an object is to have.</summary>
static class ObjectFacets
{
    /// <summary>What stands there, with some facets of the source.</summary>
    public static EntryFacts Merge(EntryFacts there, in EntryFacts source, FacetMask mask)
    {
        if ((mask & FacetMask.Modified) != 0) there = there with { Modified = source.Modified };
        if ((mask & FacetMask.Created) != 0) there = there with { Created = source.Created };
        if ((mask & FacetMask.Attributes) != 0) there = there with { Attributes = source.Attributes };
        if ((mask & FacetMask.Owner) != 0) there = there with { Owner = source.Owner, Group = source.Group };
        return there;
    }
}
