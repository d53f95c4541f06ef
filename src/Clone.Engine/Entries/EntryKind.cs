namespace Clone.Engine.Entries;

/// <summary>What an entry is. A link is never looked through: what it points at does not matter.</summary>
public enum EntryKind : byte
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, or on Windows any reparse point that stands for another name (symbolic link, junction).</summary>
    Link,

    /// <summary>Anything that holds no content of its own: device, socket, named pipe.</summary>
    Other,
}
