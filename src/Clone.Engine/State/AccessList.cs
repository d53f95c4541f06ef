using System.Collections.Generic;

namespace Clone.Engine.State;

/// <summary>
/// The owner of a file or folder on Windows and what its access list allows to whom. Entries that deny are not in it:
/// to take them for nothing errs on the safe side.
/// </summary>
/// <param name="owner">SID of the owner.</param>
/// <param name="entries">The entries that allow; null when there is no list, which allows everything to everybody.</param>
/// <param name="user">SID of the account that runs.</param>
sealed class AccessList(string owner, IReadOnlyList<AccessEntry>? entries, string user)
{
    /// <summary>
    /// Rights that change a file or folder or its rights: write and append data, write attributes of both sorts,
    /// delete children, delete, write the access list, take ownership, generic write and generic all;
    /// https://learn.microsoft.com/windows/win32/fileio/file-access-rights-constants and
    /// https://learn.microsoft.com/windows/win32/secauthz/access-mask-format.
    /// </summary>
    public const uint Writing = 0x0002 | 0x0004 | 0x0010 | 0x0100 | Replacing | 0x4000_0000;

    /// <summary>Those of them by which this folder, or one in it, can be put in the place of another.</summary>
    public const uint Replacing = ReplacingInRoot | 0x0001_0000;

    /// <summary>The same for the root of a volume, which nobody can rename or delete.</summary>
    public const uint ReplacingInRoot = 0x0040 | 0x0004_0000 | 0x0008_0000 | 0x1000_0000;

    /// <summary>Rights that show contents: read data, generic read, execute and all.</summary>
    const uint Reading = 0x0001 | 0x8000_0000 | 0x1000_0000;

    const string Everyone = "S-1-1-0";
    const string CreatorOwner = "S-1-3-0";
    const string OwnerRights = "S-1-3-4";
    const string LocalSystem = "S-1-5-18";
    const string Administrators = "S-1-5-32-544";
    const string TrustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

    /// <summary>The owner, when it is neither the system, nor the administrators, nor the account that runs.</summary>
    public string? StrangeOwner => IsTrusted(owner) ? null : owner;

    /// <summary>Somebody else who may do something of the mask here, or in what is made below; null when there is nobody.</summary>
    public string? Stranger(uint mask) => Find(mask, alsoForChildren: true);

    /// <summary>Somebody else who may do something of the mask here; null when there is nobody.</summary>
    public string? StrangerHere(uint mask) => Find(mask, alsoForChildren: false);

    /// <summary>Somebody else who may read.</summary>
    public string? StrangeReader => Stranger(Reading);

    string? Find(uint mask, bool alsoForChildren)
    {
        if (entries is null) return Everyone;
        foreach (var entry in entries)
        {
            if (entry.IsForChildren && !alsoForChildren) continue;
            if ((entry.Mask & mask) != 0 && !IsTrusted(entry.Sid)) return entry.Sid;
        }
        return null;
    }

    bool IsTrusted(string sid) =>
        sid is LocalSystem or Administrators or TrustedInstaller or CreatorOwner or OwnerRights || sid == user;
}
