using System;

namespace Clone.Engine.Objects;

/// <summary>A text that is never shown: only <see cref="Reveal"/> gives it.</summary>
public sealed class Secret
{
    /// <summary>What is shown in its place.</summary>
    public const string Mask = "***";

    readonly string text;

    /// <summary>Hides a text, which must not be empty.</summary>
    public Secret(string text)
    {
        if (string.IsNullOrEmpty(text)) throw new ArgumentException("empty", nameof(text));
        this.text = text;
    }

    /// <summary>The text, for the one place that sends or stores it.</summary>
    public string Reveal() => text;

    /// <summary>A text without this secret in it.</summary>
    public string Hide(string from) => from.Replace(text, Mask);

    /// <summary>The mask.</summary>
    public override string ToString() => Mask;
}
