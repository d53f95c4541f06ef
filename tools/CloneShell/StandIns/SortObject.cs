using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Sort-Object.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObject : PSCmdlet, IComparer<object?>
{
    readonly List<PSObject> items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    public int Compare(object? x, object? y) =>
        LanguagePrimitives.TryCompare(x, y, !CaseSensitive, out var order) ? order
            : string.Compare(x?.ToString(), y?.ToString(), CaseSensitive ? StringComparison.CurrentCulture : StringComparison.CurrentCultureIgnoreCase);

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var keys = Keys().ToList();
        IOrderedEnumerable<PSObject>? sorted = null;
        foreach (var (key, descending) in keys)
            sorted = sorted is null
                ? descending ? items.OrderByDescending(key, this) : items.OrderBy(key, this)
                : descending ? sorted.ThenByDescending(key, this) : sorted.ThenBy(key, this);
        PSObject? before = null;
        foreach (var item in sorted!)
        {
            if (!Unique || before is null || keys.Exists(key => Compare(key.Key(before), key.Key(item)) != 0))
                WriteObject(item);
            before = item;
        }
    }

    IEnumerable<(Func<PSObject, object?> Key, bool Descending)> Keys()
    {
        if (Property is null)
            yield return (item => item.BaseObject, Descending);
        foreach (var choice in (Property ?? []).Select(argument => new PropertyChoice(argument)))
            yield return (item => choice.Read(item).Select(found => found.Value).FirstOrDefault(), choice.Descending ?? Descending);
    }
}
