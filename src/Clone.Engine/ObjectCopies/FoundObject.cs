using Clone.Engine.Entries;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>An entry of a page of a listing.</summary>
sealed class FoundObject(EntryPath parent, byte[] name, EntryKind kind, ObjectInfo? info)
{
    /// <summary>The folder that holds it.</summary>
    public EntryPath Parent => parent;

    /// <summary>Its name there.</summary>
    public byte[] Name => name;

    /// <summary>File, folder, or something that is left alone.</summary>
    public EntryKind Kind => kind;

    /// <summary>The object as it was listed; null for a folder that is only a prefix.</summary>
    public ObjectInfo? Info => info;

    /// <summary>Its path.</summary>
    public EntryPath Path { get; } = parent.Append(name);

    /// <summary>Its facts, as soon as they are known.</summary>
    public EntryFacts Facts { get; set; } = new() { Kind = kind };

    /// <summary>Whether the service must be asked for its metadata.</summary>
    public bool NeedsLook { get; set; }

    /// <summary>Whether it was gone when it was asked for.</summary>
    public bool IsGone { get; set; }
}
