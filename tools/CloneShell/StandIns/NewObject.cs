using System;
using System.Collections;
using System.Management.Automation;

namespace CloneShell.StandIns;

/// <summary>Stands in for New-Object, for .NET types.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObject : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string TypeName { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void ProcessRecord()
    {
        if (!LanguagePrimitives.TryConvertTo<Type>(TypeName, out var type))
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"There is no type {TypeName}."), "TypeNotFound", ErrorCategory.InvalidType, TypeName));
            return;
        }

        // The engine chooses the constructor and converts the arguments, as it does for [type]::new().
        var made = type == typeof(PSObject) ? new PSObject() : PSObject.AsPSObject(
            ScriptBlock.Create("param($Type, $List) $Type::new.Invoke($List)").InvokeReturnAsIs(type, ArgumentList));
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            if (made.Properties[(string)entry.Key] is { } property)
                property.Value = entry.Value;
            else
                made.Properties.Add(new PSNoteProperty((string)entry.Key, entry.Value));
        }

        WriteObject(made);
    }
}
