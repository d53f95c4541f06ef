using System.Globalization;
using System.Resources;

namespace Clone.Cmdlets.Texts;

/// <summary>The cmdlets' own texts for people, in the language of the current UI culture.</summary>
static class CmdletText
{
    static readonly ResourceManager Cmdlets = new("Clone.Cmdlets.Texts.Cmdlets", typeof(CmdletText).Assembly);

    /// <summary>The text of a key; the key itself when there is none, which a test forbids.</summary>
    public static string Get(string key) => Cmdlets.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>The text of a key with its placeholders filled in.</summary>
    public static string Format(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Get(key), arguments);
}
