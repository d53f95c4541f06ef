using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Clone.Engine.Texts;

namespace Clone.Engine.Notices;

/// <summary>The text of an event with the values put in for their names.</summary>
static class EventText
{
    public static string Format(EventDefinition definition, IReadOnlyList<object?> values) =>
        Fill(Text.Get("Event." + definition.Name), definition.Arguments, values);

    /// <summary>Replaces <c>{name}</c> by the value of that name; what is in braces and no name stays.</summary>
    public static string Fill(string template, IReadOnlyList<string> names, IReadOnlyList<object?> values)
    {
        var text = new StringBuilder(template.Length + 64);
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                text.Append(template, at, template.Length - at);
                break;
            }
            text.Append(template, at, open - at);
            var argument = Place(names, template.AsSpan(open + 1, close - open - 1));
            if (argument < 0) text.Append(template, open, close + 1 - open);
            else text.Append(DisplayText.Escape(Convert.ToString(values[argument], CultureInfo.CurrentCulture) ?? ""));
            at = close + 1;
        }
        return text.ToString();
    }

    static int Place(IReadOnlyList<string> names, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i].AsSpan())) return i;
        }
        return -1;
    }
}
