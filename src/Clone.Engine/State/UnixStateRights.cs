using System;
using System.IO;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Unix;

namespace Clone.Engine.State;

/// <summary>
/// On Unix the folder and everything in it belong to the account that runs, and nobody else may enter it. The folders
/// above it, up to the root, are such that nobody else can put another one in its place.
/// </summary>
sealed class UnixStateRights(FolderPlatform platform) : StateRights
{
    const uint Private = 0b111_000_000;
    const uint ForOthers = 0b000_111_111;
    const uint WriteForOthers = 0b000_010_010;
    const uint Sticky = 0b1_000_000_000;

    /// <summary>Number of the account that runs.</summary>
    public static uint UserId => Libc.EffectiveUser();

    public override void Prepare(string path)
    {
        if (!Directory.Exists(path)) Make(path);
        Check(path, mayClose: true);
    }

    public override void Check(string path) => Check(path, mayClose: false);

    public override void MakeFolder(string path)
    {
        if (!Directory.Exists(path)) Make(path);
    }

    void Make(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(parent);
        using var handle = platform.OpenRoot(parent);
        try
        {
            handle.CreateFolder(Wtf8.Encode(FolderPaths.LastPart(path)));
        }
        catch (EntryException e) when (e.Problem == IoProblem.AlreadyExists)
        {
            // Another process was quicker; the check that follows judges its folder.
        }
    }

    void Check(string path, bool mayClose)
    {
        for (var above = Path.GetDirectoryName(path); above is not null; above = Path.GetDirectoryName(above)) CheckAbove(above);
        using var handle = platform.OpenRoot(path);
        var facts = handle.LookAtSelf();
        if (facts.Owner != UserId) throw Unsafe(path, "StateOwner", facts.Owner);
        if ((facts.Attributes & WriteForOthers) != 0) throw Unsafe(path, "StateWritable", Octal(facts.Attributes));
        var listing = new FolderListing();
        handle.List(listing, CancellationToken.None);
        if ((facts.Attributes & ForOthers) != 0)
        {
            if (listing.Count > 0 && handle.Look(Wtf8.Encode(StateFolder.NodeFile)) is null)
                throw Unsafe(path, "StateReadable", Octal(facts.Attributes));
            if (mayClose) handle.SetOwnFacets(facts with { Attributes = Private }, FacetMask.Attributes);
        }
        CheckContents(path, handle, listing);
    }

    static void CheckContents(string path, FolderHandle folder, FolderListing listing)
    {
        for (var i = 0; i < listing.Count; i++)
        {
            var entry = FolderPaths.Join(path, Wtf8.Decode(listing.NameAt(i)));
            ref readonly var facts = ref listing.FactsAt(i);
            if (facts.Owner != UserId) throw Unsafe(entry, "StateOwner", facts.Owner);
            if (facts.Kind == EntryKind.Link) throw Unsafe(entry, "StateLink");
            if (facts.Kind != EntryKind.Folder) continue;
            using var handle = folder.OpenFolder(listing.NameAt(i));
            var below = new FolderListing();
            handle.List(below, CancellationToken.None);
            for (var j = 0; j < below.Count; j++)
            {
                var owner = below.FactsAt(j).Owner;
                if (owner != UserId) throw Unsafe(FolderPaths.Join(entry, Wtf8.Decode(below.NameAt(j))), "StateOwner", owner);
            }
        }
    }

    static void CheckAbove(string path)
    {
        var facts = UnixOpen.Stat(path, Statx.MaskOfFacts).ToFacts();
        if (facts.Owner != 0 && facts.Owner != UserId) throw Unsafe(path, "StateOwner", facts.Owner);
        if ((facts.Attributes & WriteForOthers) != 0 && (facts.Attributes & Sticky) == 0)
            throw Unsafe(path, "StateWritable", Octal(facts.Attributes));
    }

    static string Octal(uint mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
