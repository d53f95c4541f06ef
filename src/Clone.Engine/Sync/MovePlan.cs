using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>
/// Finds the files that were moved at the source. A file that is new under its path waits until everything has been
/// compared; what has left its path by then is looked up by its identity. Nothing is asked but tables.
/// </summary>
/// <param name="spools">Where the items wait.</param>
/// <param name="knowledge">What is known of entries wherever they are; null where nothing is moved.</param>
/// <param name="capabilities">What the destination can do.</param>
sealed class MovePlan(PassSpools spools, MoveKnowledge? knowledge, DestinationCapabilities capabilities)
{
    long wanting;
    long leaving;
    ISortedTable? moves;
    ISortedTable? claims;

    /// <summary>Whether files are moved at all.</summary>
    public bool IsOn => knowledge is not null && capabilities.MovesFiles;

    /// <summary>How many of the planned removals are moves instead.</summary>
    public long Spared { get; private set; }

    /// <summary>Whether a new file may be at the destination under another path, so that it has to wait.</summary>
    public bool Holds(PlanItem item) =>
        IsOn && item.Step == PlanStep.Create && item.Source.Kind == EntryKind.File && knowledge!.MayKnow(item.Source);

    /// <summary>Takes down that an item waits in its spool: Wanted, Replacements, Doubts or Removals.</summary>
    public void Note(PlanItem item)
    {
        if (!IsOn) return;
        if (IsWanting(item)) wanting++;
        if (IsLeaving(item)) leaving++;
    }

    /// <summary>A move was not made: what it would have taken away is to be removed after all.</summary>
    public void GiveUp(PlanItem move)
    {
        if (!move.FromStands) Spared--;
    }

    /// <summary>Forgets what was noted, to march anew.</summary>
    public void Forget()
    {
        (wanting, leaving, Spared) = (0, 0, 0);
        (moves, claims) = (null, null);
    }

    /// <summary>Everything has been compared: finds the moves.</summary>
    public void Resolve()
    {
        if (!IsOn || wanting == 0 || leaving == 0) return;
        var wants = spools.EmptyTable("wants");
        Fill(wants, Wanting());
        (moves, claims) = (spools.EmptyTable("moves"), spools.EmptyTable("claims"));
        var (planned, claimed, taken) = (new TableChanges(), new TableChanges(), new TableChanges());
        foreach (var leaf in Leaving())
        {
            var identity = MoveKnowledge.IdentityOf(leaf.Former!.Value);
            if (wants.Get(identity) is not { } bytes || Unpack(bytes) is not { } want || AreOneName(leaf.Path, want.Path)) continue;
            planned.Put(want.Key, MoveOf(leaf, want).ToBytes());
            claimed.Put(leaf.Key, want.Key);
            if (leaf.Step == PlanStep.Remove) Spared++;
            // Of several names of one file that are gone, one serves.
            taken.Delete(identity);
            wants.Apply(taken);
            taken.Clear();
        }
        moves.Apply(planned);
        claims.Apply(claimed);
    }

    /// <summary>The moves, in canonical order of the paths that they lead to.</summary>
    public IEnumerable<PlanItem> Moves()
    {
        if (moves is null) yield break;
        using var rows = moves.Read();
        while (rows.MoveNext()) yield return PlanItem.FromBytes(rows.Key, rows.Value);
    }

    /// <summary>The move that an item is instead of what it says; null when it is none.</summary>
    public PlanItem? MoveTo(PlanItem want) => MoveTo(want.Key);

    /// <summary>The move that takes away what lies under a path at the destination; null when none does.</summary>
    public PlanItem? MoveFrom(byte[] key) => claims?.Get(key) is { } to ? MoveTo(to) : null;

    PlanItem? MoveTo(byte[] key) => moves?.Get(key) is { } bytes ? PlanItem.FromBytes(key, bytes) : null;

    bool IsWanting(PlanItem item) => item.Source.Kind == EntryKind.File && knowledge!.MayKnow(item.Source)
        && (item.Step == PlanStep.Create || (item.Step is PlanStep.Replace or PlanStep.Doubt && item.Former is not null));

    static bool IsLeaving(PlanItem item) =>
        item.Step is PlanStep.Remove or PlanStep.Replace or PlanStep.Doubt
        && item.Former is { Kind: EntryKind.File, FileId: not 0, Created: not 0 } && item.Destination is { Kind: EntryKind.File };

    IEnumerable<PlanItem> Wanting() =>
        spools.Wanted.Read().Concat(spools.Replacements.Read()).Concat(spools.Doubts.Read()).Where(IsWanting);

    IEnumerable<PlanItem> Leaving() =>
        spools.Removals.Read().Concat(spools.Replacements.Read()).Concat(spools.Doubts.Read()).Where(IsLeaving);

    /// <summary>Such a file is renamed when its turn comes, by the rules for such names.</summary>
    bool AreOneName(EntryPath one, EntryPath other) =>
        capabilities.FoldsCase && string.Equals(one.ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    static PlanItem MoveOf(PlanItem leaf, PlanItem want) => new(PlanStep.Move, PlanReason.Moved, want.Path, want.Source, leaf.Destination)
    {
        From = leaf.Path,
        Replaces = want.Step != PlanStep.Create,
        FromStands = leaf.Step != PlanStep.Remove,
    };

    static void Fill(ISortedTable wants, IEnumerable<PlanItem> items)
    {
        var changes = new TableChanges();
        foreach (var item in items)
        {
            changes.Put(MoveKnowledge.IdentityOf(item.Source), Pack(item));
            if (changes.Count < 4096) continue;
            wants.Apply(changes);
            changes.Clear();
        }
        wants.Apply(changes);
    }

    static byte[] Pack(PlanItem item)
    {
        var (key, bytes) = (item.Key, item.ToBytes());
        var packed = new byte[4 + key.Length + bytes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packed, key.Length);
        key.CopyTo(packed, 4);
        bytes.CopyTo(packed, 4 + key.Length);
        return packed;
    }

    static PlanItem Unpack(ReadOnlySpan<byte> packed)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(packed);
        return PlanItem.FromBytes(packed.Slice(4, length), packed.Slice(4 + length));
    }
}
