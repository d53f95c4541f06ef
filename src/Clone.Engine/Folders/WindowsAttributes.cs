using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Attributes of an open entry and the tag of its reparse point.</summary>
readonly record struct WindowsAttributes(uint Attributes, uint Tag)
{
    /// <summary>What the entry is.</summary>
    public EntryKind Kind => WindowsFacts.KindOf(Attributes, Tag);

    /// <summary>True for folders and for links to folders.</summary>
    public bool IsDirectory => (Attributes & FileAttribute.Directory) != 0;

    /// <summary>True with the read-only attribute.</summary>
    public bool IsReadOnly => (Attributes & FileAttribute.ReadOnly) != 0;

    /// <summary>True with any reparse point.</summary>
    public bool IsReparsePoint => (Attributes & FileAttribute.ReparsePoint) != 0;

    /// <summary>Asks an open entry.</summary>
    public static WindowsAttributes Of(NtHandle entry, EntryOperation operation)
    {
        NtFile.Check(NtFile.Query<FileAttributeTagInformation>(entry, FileInformation.AttributeTag, out var found), operation);
        // Without a reparse point the tag is left undefined.
        var tagged = (found.FileAttributes & FileAttribute.ReparsePoint) != 0;
        return new WindowsAttributes(found.FileAttributes, tagged ? found.ReparseTag : 0);
    }
}
