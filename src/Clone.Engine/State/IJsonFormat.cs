using System;

namespace Clone.Engine.State;

/// <summary>
/// Reads and writes the engine's plain records as JSON: camelCase names, enums by name, times as UTC in ISO 8601,
/// no comments, members that are null left out, depth at most 16.
/// </summary>
public interface IJsonFormat
{
    /// <summary>Reads one value. Members that are not known are passed over.</summary>
    /// <exception cref="FormatException">The text is not JSON of that shape.</exception>
    T Read<T>(ReadOnlySpan<byte> utf8)
        where T : class;

    /// <summary>Writes one value as UTF-8, on one line or indented.</summary>
    byte[] Write<T>(T value, bool indented = false)
        where T : class;
}
