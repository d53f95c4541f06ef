using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// The facets of an entry as the metadata of its object. Where rclone has a name for a facet it is used, so that each reads
/// what the other wrote (https://rclone.org/docs/#metadata).
/// </summary>
static class ObjectMetadata
{
    const string Modified = "mtime";
    const string Created = "btime";
    const string Mode = "mode";
    const string Owner = "uid";
    const string Group = "gid";
    const string Attributes = "clone-attributes";

    const uint FileType = 0x8000; // S_IFREG, which rclone writes with the permission bits
    const uint FolderType = 0x4000; // S_IFDIR
    const uint PermissionBits = 0xFFF;
    const string CreatedForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'"; // RFC 3339

    static readonly bool isUnix = Path.DirectorySeparatorChar == '/';

    /// <summary>The facets that objects keep on this machine.</summary>
    public static FacetMask Keeps => isUnix
        ? FacetMask.Modified | FacetMask.Attributes | FacetMask.Owner
        : FacetMask.Modified | FacetMask.Attributes | FacetMask.Created;

    /// <summary>The properties of an entry's object.</summary>
    /// <param name="facts">Its facts.</param>
    /// <param name="layout">The lengths of the parts in which it is sent; null when it is sent whole.</param>
    public static ObjectProperties Of(in EntryFacts facts, PartLayout? layout = null)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Modified] = ObjectTimes.Write(facts.Modified) };
        if (facts.Created > 0)
            metadata[Created] = new DateTime(facts.Created, DateTimeKind.Utc).ToString(CreatedForm, CultureInfo.InvariantCulture);
        if (isUnix)
        {
            var type = facts.Kind == EntryKind.Folder ? FolderType : FileType;
            metadata[Mode] = Convert.ToString((int)(type | (facts.Attributes & PermissionBits)), 8);
            metadata[Owner] = facts.Owner.ToString(CultureInfo.InvariantCulture);
            metadata[Group] = facts.Group.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            metadata[Attributes] = facts.Attributes.ToString("x", CultureInfo.InvariantCulture);
        }
        if (layout is not null) metadata[ObjectProof.Layout] = layout.ToString();
        return new ObjectProperties { Metadata = metadata };
    }

    /// <summary>The facts of the entry that an object stands for. What its metadata do not say, or not well, is 0; the time is then the object's own.</summary>
    public static EntryFacts Read(ObjectInfo info, EntryKind kind)
    {
        string? Get(string name) => info.Metadata is { } metadata && metadata.TryGetValue(name, out var value) ? value : null;
        return new EntryFacts
        {
            Kind = kind,
            Size = kind == EntryKind.Folder ? 0 : info.Size,
            Modified = ObjectTimes.Read(Get(Modified)) ?? info.Modified,
            Created = ReadCreated(Get(Created)),
            Attributes = isUnix ? ReadMode(Get(Mode)) : ReadNumber(Get(Attributes), NumberStyles.AllowHexSpecifier),
            Owner = isUnix ? ReadNumber(Get(Owner), NumberStyles.None) : 0,
            Group = isUnix ? ReadNumber(Get(Group), NumberStyles.None) : 0,
        };
    }

    static long ReadCreated(string? text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var time) ? time.Ticks : 0;
    }

    static uint ReadMode(string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > 8) return 0;
        var mode = 0u;
        foreach (var c in text)
        {
            if (c is < '0' or > '7') return 0;
            mode = mode * 8 + (uint)(c - '0');
        }
        return mode & PermissionBits;
    }

    static uint ReadNumber(string? text, NumberStyles styles) =>
        uint.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
