namespace Clone.Engine.Errors;

/// <summary>What was tried with an entry when it failed.</summary>
public enum EntryOperation
{
    /// <summary>Listing a folder.</summary>
    List,

    /// <summary>Reading facts of an entry.</summary>
    Look,

    /// <summary>Opening or reading the contents at the source.</summary>
    Read,

    /// <summary>Writing the contents at the destination.</summary>
    Write,

    /// <summary>Making a folder.</summary>
    CreateFolder,

    /// <summary>Making a link.</summary>
    CreateLink,

    /// <summary>Giving a written file its name.</summary>
    Rename,

    /// <summary>Setting times, attributes or owner.</summary>
    SetFacets,

    /// <summary>Removing.</summary>
    Remove,

    /// <summary>Bringing written data to the disk.</summary>
    Flush,
}
