using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for Measure-Object, for counts and numbers.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObject : PSCmdlet
{
    readonly Dictionary<string, List<object>> values = [];
    int count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;
        count++;
        if (Property is null)
            Add("", InputObject.BaseObject);
        else
            foreach (var name in Property)
                if (InputObject.Properties[name]?.Value is { } value)
                    Add(name, value);
    }

    protected override void EndProcessing()
    {
        foreach (var name in Property ?? [""])
        {
            var found = values.GetValueOrDefault(name) ?? [];
            var result = new PSObject();
            result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
            void Report(string what, object? value) => result.Properties.Add(new PSNoteProperty(what, value));
            Report("Count", Property is null ? count : found.Count);
            Report("Average", Average && found.Count > 0 ? found.Average(Number) : null);
            Report("Sum", Sum && found.Count > 0 ? found.Sum(Number) : null);
            Report("Maximum", Maximum ? found.OrderDescending(Order).FirstOrDefault() : null);
            Report("Minimum", Minimum ? found.Order(Order).FirstOrDefault() : null);
            Report("Property", Property is null ? null : name);
            WriteObject(result);
        }
    }

    static readonly Comparer<object> Order = Comparer<object>.Create(LanguagePrimitives.Compare);

    static double Number(object value) => LanguagePrimitives.ConvertTo<double>(value);

    void Add(string name, object value)
    {
        if (!values.TryGetValue(name, out var list))
            values[name] = list = [];
        list.Add(value is PSObject wrapped ? wrapped.BaseObject : value);
    }
}
