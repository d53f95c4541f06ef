using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace CloneShell.StandIns;

/// <summary>
/// One argument of <c>-Property</c>: a name, which may have wildcards, a script block, or a table with a label and an
/// expression.
/// </summary>
sealed class PropertyChoice
{
    readonly PSPropertyExpression expression;
    readonly string? label;

    public PropertyChoice(object argument)
    {
        argument = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        if (argument is IDictionary table)
        {
            label = Entry(table, "Label", "Name", "L", "N")?.ToString();
            Descending = Entry(table, "Descending", "D") is { } value ? LanguagePrimitives.IsTrue(value) : null;
            argument = Entry(table, "Expression", "E") ?? throw new PSArgumentException("The table names no Expression.");
        }

        expression = argument is ScriptBlock script
            ? new PSPropertyExpression(script)
            : new PSPropertyExpression(LanguagePrimitives.ConvertTo<string>(argument));
    }

    /// <summary>The order that the table asks for; null when it asks for none.</summary>
    public bool? Descending { get; }

    /// <summary>Names and values of an object; a name that it lacks has a null, as PowerShell shows it.</summary>
    public IEnumerable<(string Name, object? Value)> Read(PSObject item)
    {
        var values = expression.ResolveNames(item)
            .Select(name => (Name: name.ToString(), Result: name.GetValues(item).FirstOrDefault()))
            .Select(found => (label ?? found.Name, found.Result?.Exception is null ? found.Result?.Result : null))
            .ToList();
        return values.Count > 0 || expression.HasWildCardCharacters ? values : [(label ?? expression.ToString(), null)];
    }

    static object? Entry(IDictionary table, params string[] keys) => table.Keys.OfType<string>()
        .Where(key => keys.Any(known => known.Equals(key, StringComparison.OrdinalIgnoreCase)))
        .Select(key => table[key])
        .FirstOrDefault();
}
