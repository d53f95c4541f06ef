using System;
using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Running;
using Clone.Cmdlets.Texts;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Restore;
using Clone.Engine.Texts;

namespace Clone.Cmdlets;

/// <summary>
/// Brings a copy, or parts of it, back into a folder, and writes a report, whatever came of it. What comes from the
/// pipeline is brought together first: one restore for each copy and time.
/// </summary>
public abstract class RestoreCmdlet : CopyCmdlet
{
    readonly Dictionary<(bool ByJob, string Said, DateTime? AsOf), List<string>> copies = [];
    readonly List<ErrorRecord> errors = [];

    /// <summary>The folder that is restored into.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The folder to restore into. It is made when only it is missing.")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>What of the copy is restored.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Files and folders of the copy, or patterns, as paths relative to it. Everything when not said.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Patterns of what is taken.</summary>
    [Parameter(HelpMessage = "Patterns, as in .gitignore, of what is restored; everything without it.")]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>Patterns of what is left out.</summary>
    [Parameter(HelpMessage = "Patterns, as in .gitignore, of what is not restored.")]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Empties the folder first.</summary>
    [Parameter(HelpMessage = "Removes everything in the folder first, when the copy was found to be whole. Asks; -Confirm:$false does not.")]
    public SwitchParameter Clean { get; set; }

    /// <summary>Makes links that lead out of the folder too.</summary>
    [Parameter(HelpMessage = "Makes symbolic links and junctions that lead out of the folder, too.")]
    public SwitchParameter AllowLinks { get; set; }

    /// <summary>Leaves rights to the folder.</summary>
    [Parameter(HelpMessage = "Leaves owners and rights to the folder that is restored into.")]
    public SwitchParameter NoAcl { get; set; }

    /// <summary>Bytes a second that may be written, or a time table.</summary>
    [Parameter(HelpMessage = "Bytes a second that may be written, such as 10M, or a time table such as \"08:00,10M 18:00,off\".")]
    [ValidateNotNullOrEmpty]
    public string? BandwidthLimit { get; set; }

    /// <summary>Restores in the background of this session.</summary>
    [Parameter(HelpMessage = "Returns a job of PowerShell at once; the restore ends with this session.")]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Whether the service is asked for what lies in an archive.</summary>
    private protected virtual bool RequestsArchived => false;

    /// <summary>The key that a restore in the background wipes when it has ended; it is nobody else's from then on. Null for none.</summary>
    private protected virtual IDisposable? TakeKey() => null;

    /// <summary>Makes the copy ready, before anything of it is read.</summary>
    /// <exception cref="CloneException">It cannot be made ready.</exception>
    private protected virtual void Prepare(CopyPlace place, string said)
    {
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var key = (ParameterSetName == ByJob, Said, AsOf);
        if (!copies.TryGetValue(key, out var items)) copies.Add(key, items = []);
        // The copy itself: all of it.
        items.AddRange(Path ?? ["."]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var copy in copies) Restore(copy.Key.ByJob, copy.Key.Said, copy.Key.AsOf, copy.Value);
        foreach (var error in errors) WriteError(error);
    }

    void Restore(bool byJob, string said, DateTime? asOf, List<string> items)
    {
        var asked = DateTimeOffset.Now;
        Attempt(said, () =>
        {
            try
            {
                var request = RequestOf(byJob, said, asOf, items);
                Prepare(request.From, said);
                var (copy, folder) = Node.CheckRestore(request);
                if (!Agreed(copy, folder)) return;
                if (AsJob) Begin(copy, request);
                else Run(copy, request);
            }
            catch (CloneException error)
            {
                WriteObject(CloneSync.NotBegun(said, CloneSync.Restore, asked, error));
                errors.Add(ErrorRecords.Of(error, said));
            }
        });
    }

    void Run(string copy, RestoreRequest request)
    {
        var report = new WatchedRun(this, copy, isRestore: true).Wait(progress => Node.RestoreAsync(request, progress, Cancellation));
        WriteObject(CloneSync.Of(report));
        foreach (var warning in report.Warnings) WriteWarning(DisplayText.Escape(warning));
        errors.AddRange(RunErrors.Of(report));
    }

    void Begin(string copy, RestoreRequest request)
    {
        var run = new CloneSyncJob(MyInvocation.Line.Trim(), copy, CloneNode.Open(Options), isRestore: true, TakeKey());
        JobRepository.Add(run);
        run.Begin(
            (node, progress, stopping) => node.RestoreAsync(request, progress, stopping),
            (asked, error) => CloneSync.NotBegun(copy, CloneSync.Restore, asked, error));
        WriteObject(run);
    }

    RestoreRequest RequestOf(bool byJob, string said, DateTime? asOf, List<string> items) => new()
    {
        From = PlaceOf(byJob, said, asOf) with { RequestsArchived = RequestsArchived },
        Destination = FolderPath(Destination),
        Items = items,
        Include = Include,
        Exclude = Exclude,
        Clean = Clean,
        AllowLinks = AllowLinks,
        NoAcl = NoAcl,
        BandwidthLimit = BandwidthLimit,
    };

    /// <summary>A folder is emptied when the user has said so once more, there or by -Confirm:$false.</summary>
    bool Agreed(string copy, string folder)
    {
        var target = CmdletText.Format("Target.Copy", copy, folder);
        if (!ShouldProcess(target, CmdletText.Get(Clean ? "Action.RestoreClean" : "Action.Restore"))) return false;
        if (!Clean || MyInvocation.BoundParameters.ContainsKey("Confirm")) return true;
        if (LanguagePrimitives.ConvertTo<ConfirmImpact>(GetVariableValue("ConfirmPreference")) == ConfirmImpact.None) return true;
        return ShouldContinue(CmdletText.Format("Action.CleanQuestion", copy, folder), CmdletText.Get("Action.CleanCaption"));
    }
}
