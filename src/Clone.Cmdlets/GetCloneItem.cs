using System.Collections.Generic;
using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Engine.Errors;
using Clone.Engine.Restore;
using Clone.Engine.Sync;

namespace Clone.Cmdlets;

/// <summary>Lists what lies in a copy, one object for each thing, as it is found. Nothing is written.</summary>
[Cmdlet(VerbsCommon.Get, "CloneItem", DefaultParameterSetName = ByJob)]
[OutputType(typeof(CloneItem), typeof(CloneItemAsOf))]
public sealed class GetCloneItem : CopyCmdlet
{
    /// <summary>The parameter set with the path of a copy.</summary>
    const string ByPath = "Copy";

    /// <summary>The copy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Path of a copy: the folder that holds CloneForWindows. No job is needed.")]
    [ValidateNotNullOrEmpty]
    public string CopyPath { get; set; } = "";

    /// <summary>Folders whose contents are listed, files, or patterns.</summary>
    [Parameter(Position = 1,
        HelpMessage = "Paths in the copy: a folder is listed, a file shown; *, ?, [a-z] and ** stand for others. Without it the copy itself.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Lists what lies below too.</summary>
    [Parameter(HelpMessage = "Lists all that lies below, too.")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Lists what the copy keeps of earlier times.</summary>
    [Parameter(HelpMessage = "Lists the removed and replaced files that the copy keeps, all versions, each with the time -AsOf which it can be restored. -Path then takes patterns.")]
    public SwitchParameter Kept { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null) Attempt(Said, () => List(item: null));
        else AttemptEach(Path, List);
    }

    /// <inheritdoc/>
    private protected override string SaidPlace => CopyPath;

    /// <inheritdoc/>
    private protected override CopyPlace PlaceAt(string said) => new() { Path = FolderPath(said) };

    void List(string? item)
    {
        var unreadable = new Queue<RunFailure>();
        var place = PlaceOf(ParameterSetName == ByJob, Said, AsOf);
        var found = Kept
            ? Node.ListKeptAsync(place, item, unreadable.Enqueue, Cancellation)
            : Node.ListCopyAsync(place, item, Recurse, unreadable.Enqueue, Cancellation);
        var items = found.GetAsyncEnumerator(Cancellation);
        try
        {
            while (true)
            {
                var hasMore = Await(items.MoveNextAsync());
                while (unreadable.Count > 0) WriteUnreadable(unreadable.Dequeue());
                if (!hasMore) return;
                WriteObject(CloneItem.Of(items.Current));
            }
        }
        finally
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    void WriteUnreadable(RunFailure folder) => WriteError(
        ErrorRecords.Of(new CloneException(ErrorId.CloneCopyUnreadable, folder.Path, folder.Code), ErrorCategory.ReadError, folder.Path));
}
