using System;
using System.Globalization;
using System.Resources;
using Clone.Engine.Texts;

namespace Clone.Cmdlets.Texts;

/// <summary>The cmdlets' own texts for people, in the language of the current UI culture.</summary>
static class CmdletText
{
    static readonly ResourceManager Cmdlets = new("Clone.Cmdlets.Texts.Cmdlets", typeof(CmdletText).Assembly);

    /// <summary>The text of a key; the key itself when there is none, which a test forbids.</summary>
    public static string Get(string key) => Cmdlets.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>
    /// The text of a key with its placeholders filled in. Text among the arguments may come from outside: it is put in
    /// as <see cref="DisplayText"/> shows it.
    /// </summary>
    public static string Format(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, Get(key), Array.ConvertAll(arguments, a => a is string text ? DisplayText.Escape(text) : a));
}
