using System;
using System.Globalization;
using System.IO;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using Clone.Engine.State;

namespace Clone.Engine.Sync;

/// <summary>The index of a destination: what was last seen, what the destination can hold, whether it is to be trusted.</summary>
sealed class RunIndex : IDisposable
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    const string CapabilitiesProperty = "capabilities";
    const string DistrustProperty = "distrust";
    const string KnownUntilProperty = "knownuntil";
    const string ListingProperty = "listing";
    const string TermsProperty = "terms";
    const string OpenProperty = "open";

    readonly CloneNode node;
    readonly IStateFile file;

    /// <summary>Opens the index, or makes it.</summary>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable, CloneStateBusy.</exception>
    public RunIndex(CloneNode node, Guid destinationId)
    {
        this.node = node;
        file = node.Options.Adapters.State.Open(node.Folder.Index(destinationId), "index", CurrentVersion);
        Entries = file.Table("entries");
        Failed = file.Table("failed");
        Folders = file.Table("folders");
        Blocks = file.Table("blocks");
    }

    /// <summary>Opens the index of a destination; null when there is none, or no id of the destination.</summary>
    /// <exception cref="CloneException">As the constructor.</exception>
    public static RunIndex? Find(CloneNode node, Guid? destinationId) =>
        destinationId is { } id && File.Exists(node.Folder.Index(id)) ? new RunIndex(node, id) : null;

    /// <summary>The rows of entries.</summary>
    public ISortedTable Entries { get; }

    /// <summary>The keys of files and links that the last run could not transfer.</summary>
    public ISortedTable Failed { get; }

    /// <summary>The keys of folders by their file ids at the source (<see cref="IndexWriter.FolderKey"/>); some may be out of date.</summary>
    public ISortedTable Folders { get; }

    /// <summary>
    /// When the last run that compared everything was over, UTC, in ticks as of <see cref="Entries.EntryFacts"/>: what came into
    /// being later has no row. 0 when there was none yet.
    /// </summary>
    public long KnownUntil
    {
        get => long.TryParse(file.GetProperty(KnownUntilProperty), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
        set => file.SetProperty(KnownUntilProperty, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The sums of large files' blocks.</summary>
    public ISortedTable Blocks { get; }

    /// <summary>What is known of the objects of a copy in an object store.</summary>
    public ObjectTables Objects => ObjectTables.Of(file);

    /// <summary>
    /// True from a run on that found that the machine had stopped in the middle of another, until one goes to its end:
    /// files without a row may not be whole.
    /// </summary>
    public bool Distrusts => file.GetProperty(DistrustProperty) is not null;

    /// <summary>
    /// How a run finds again what was moved at the source: not where it sends everything, or removes nothing, or where
    /// nothing is known yet or can be told by the file's id.
    /// </summary>
    public MoveKnowledge? MovesFor(PlanOptions planned, RunSides sides) =>
        planned.Mode != SyncMode.Full && !planned.NoDelete && !planned.DistrustsUnindexed && !sides.VolumeChanged
        && sides.Source?.Volume.HasLastingFileIds == true && KnownUntil > 0
            ? new MoveKnowledge(Entries, Folders, KnownUntil)
            : null;

    /// <summary>The machine has stopped in the middle of a run.</summary>
    public void Distrust() => file.SetProperty(DistrustProperty, "1");

    /// <summary>Keeps what was found out at the start of a run.</summary>
    public void Remember(DestinationCapabilities capabilities)
    {
        var text = Encoding.UTF8.GetString(node.Options.Adapters.Json.Write(KnownCapabilities.Of(capabilities)));
        if (file.GetProperty(CapabilitiesProperty) != text) file.SetProperty(CapabilitiesProperty, text);
    }

    /// <summary>What the last run found that the destination can hold; null when none has.</summary>
    public DestinationCapabilities? Capabilities()
    {
        if (file.GetProperty(CapabilitiesProperty) is not { } text) return null;
        try
        {
            return node.Options.Adapters.Json.Read<KnownCapabilities>(Encoding.UTF8.GetBytes(text)).ToCapabilities();
        }
        catch (FormatException)
        {
            // A later version may say it otherwise; the next run writes it anew.
            return null;
        }
    }

    /// <summary>A run has gone to its end.</summary>
    public void Trust()
    {
        if (Distrusts) file.SetProperty(DistrustProperty, null);
    }

    /// <summary>A run begins to write. Until <see cref="End"/> the rows may say otherwise than the destination.</summary>
    public void Begin()
    {
        // One that was cut off left rows that say otherwise, also when this one is stopped before it has listed.
        if (file.GetProperty(OpenProperty) is not null) ForgetListing();
        // A power cut must not take this and leave what the run has done.
        file.SetDurably(OpenProperty, "1");
    }

    /// <summary>The run has ended in good order: what it did at the destination is in the rows.</summary>
    public void End() => file.SetProperty(OpenProperty, null);

    /// <summary>
    /// When the destination was last listed to its end; null when the rows do not stand for a listing: there was none under
    /// these terms, something was found otherwise than they say, or a run was cut off.
    /// </summary>
    public DateTimeOffset? LastListing(ScanTerms terms)
    {
        if (Distrusts || file.GetProperty(OpenProperty) is not null || file.GetProperty(TermsProperty) != TextOf(terms)) return null;
        return long.TryParse(file.GetProperty(ListingProperty), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    /// <summary>The destination was listed to its end, and all that was found is in the rows.</summary>
    public void KeepListing(DateTimeOffset time, ScanTerms terms)
    {
        file.SetProperty(ListingProperty, time.UtcTicks.ToString(CultureInfo.InvariantCulture));
        file.SetProperty(TermsProperty, TextOf(terms));
    }

    /// <summary>The rows say otherwise than the destination, or may do so; the next run lists it.</summary>
    public void ForgetListing() => file.SetProperty(ListingProperty, null);

    string TextOf(ScanTerms terms) => Encoding.UTF8.GetString(node.Options.Adapters.Json.Write(terms));

    /// <summary>Closes the index.</summary>
    public void Dispose() => file.Dispose();
}
