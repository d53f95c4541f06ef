using System;
using System.Globalization;
using System.Resources;

namespace Clone.Engine.Texts;

/// <summary>
/// The texts for people, in the language of the current UI culture. The first part of a key names the resource file:
/// <c>Error.</c> and <c>Advice.</c> (Errors.resx), <c>Event.</c> (Events.resx), <c>Reason.</c> (Reasons.resx),
/// <c>Run.</c> (Runs.resx), <c>Check.</c> (Checks.resx); each file has a Japanese twin (.ja.resx) with the same keys.
/// </summary>
public static class Text
{
    static readonly ResourceManager Errors = Of("Errors");
    static readonly ResourceManager Events = Of("Events");
    static readonly ResourceManager Reasons = Of("Reasons");
    static readonly ResourceManager Runs = Of("Runs");
    static readonly ResourceManager Checks = Of("Checks");

    /// <summary>The text of a key; the key itself when there is none, which a test forbids.</summary>
    public static string Get(string key) => Find(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>
    /// The text of a key with its placeholders filled in. Text among the arguments may come from outside: it is put in
    /// as <see cref="DisplayText"/> shows it.
    /// </summary>
    public static string Format(string key, params object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, Get(key), Array.ConvertAll(arguments, a => a is string text ? DisplayText.Escape(text) : a));

    static string? Find(string key, CultureInfo culture) => key.Substring(0, Math.Max(0, key.IndexOf('.'))) switch
    {
        "Error" or "Advice" => Errors.GetString(key, culture),
        "Event" => Events.GetString(key, culture),
        "Reason" => Reasons.GetString(key, culture),
        "Run" => Runs.GetString(key, culture),
        "Check" => Checks.GetString(key, culture),
        _ => null,
    };

    static ResourceManager Of(string name) => new("Clone.Engine.Texts." + name, typeof(Text).Assembly);
}
