using System;

namespace Clone.Engine.Folders;

/// <summary>Which facets of an entry are meant.</summary>
[Flags]
public enum FacetMask
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The time of the last change.</summary>
    Modified = 1,

    /// <summary>The creation time.</summary>
    Created = 2,

    /// <summary>Windows attributes, or the permission bits of the mode.</summary>
    Attributes = 4,

    /// <summary>Owner and group (Unix).</summary>
    Owner = 8,

    /// <summary>Named streams (Windows). They are contents: they are copied where a file is copied, not set.</summary>
    Streams = 16,

    /// <summary>All that can be set.</summary>
    All = Modified | Created | Attributes | Owner,
}
