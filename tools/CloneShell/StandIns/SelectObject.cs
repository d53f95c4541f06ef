using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Select-Object.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObject : PSCmdlet
{
    readonly List<PSObject> taken = [];
    PropertyChoice[] choices = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    public int? First { get; set; }

    [Parameter]
    public int? Last { get; set; }

    [Parameter]
    public int Skip { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void BeginProcessing() => choices = [.. (Property ?? []).Select(argument => new PropertyChoice(argument))];

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            taken.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        IEnumerable<PSObject> chosen = Last is { } last
            ? taken.SkipLast(First is null ? Skip : 0).TakeLast(last)
            : taken.Skip(Skip);
        if (First is { } first)
            chosen = Last is null ? chosen.Take(first) : taken.Skip(Skip).Take(first).Concat(chosen);
        var seen = new List<PSObject>();
        foreach (var item in chosen)
        {
            var shaped = Property is null ? item : Shape(item);
            if (Unique && seen.Exists(other => Same(other, shaped)))
                continue;
            seen.Add(shaped);
            WriteObject(ExpandProperty is null ? shaped : item.Properties[ExpandProperty]?.Value, enumerateCollection: ExpandProperty is not null);
        }
    }

    PSObject Shape(PSObject item)
    {
        var shaped = new PSObject();
        shaped.TypeNames.Insert(0, "Selected." + item.TypeNames.FirstOrDefault());
        foreach (var (name, value) in choices.SelectMany(choice => choice.Read(item)))
            if (shaped.Properties[name] is null)
                shaped.Properties.Add(new PSNoteProperty(name, value));
        return shaped;
    }

    bool Same(PSObject one, PSObject other) => Property is null
        ? LanguagePrimitives.Equals(one, other)
        : one.Properties.Zip(other.Properties).All(pair => LanguagePrimitives.Equals(pair.First.Value, pair.Second.Value));
}
