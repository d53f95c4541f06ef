using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Clone.Engine.State;

namespace Clone.Adapters.Json;

/// <summary>
/// JSON over System.Text.Json. The shapes are found by reflection: what its source generator makes gives init-only
/// members that a text lacks the zero of their type in place of their initial value, so that a file of an older
/// version, or one from outside, would bring lists that are null and limits that are 0.
/// </summary>
sealed class JsonFormat : IJsonFormat
{
    const int MaxDepth = 16;

    /// <summary>
    /// Japanese and all else in the basic plane stays readable, while characters that mean something in HTML are
    /// escaped, since reports and mails show what was logged.
    /// </summary>
    readonly JavaScriptEncoder encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    readonly JsonSerializerOptions options;

    public JsonFormat() : this(Describer())
    {
    }

    /// <summary>Takes shapes as they are described.</summary>
    public JsonFormat(IJsonTypeInfoResolver shapes)
    {
        options = new JsonSerializerOptions
        {
            TypeInfoResolver = shapes,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = encoder,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new EnumNames());
        options.Converters.Add(new UtcTimeConverter());
        options.MakeReadOnly();
    }

    public T Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        // Editors on Windows put a byte order mark before the text.
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (utf8.StartsWith(mark)) utf8 = utf8.Slice(mark.Length);
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, options) ?? throw new FormatException("The text is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException(Describe(e), e);
        }
    }

    public byte[] Write<T>(T value, bool indented = false)
        where T : class
    {
        using var stream = new MemoryStream();
        var format = new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = encoder, MaxDepth = MaxDepth };
        using (var writer = new Utf8JsonWriter(stream, format)) JsonSerializer.Serialize(writer, value, options);
        return stream.ToArray();
    }

#if NETFRAMEWORK
    static DefaultJsonTypeInfoResolver Describer() => new();
#else
    static RecordResolver Describer() => new();
#endif

    /// <summary>"Line 3, position 7, $.jobs[0].name: …", counted from 1.</summary>
    static string Describe(JsonException e)
    {
        var tail = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        if (tail < 0) tail = e.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        var text = tail < 0 ? e.Message : e.Message.Substring(0, tail);
        var place = e.LineNumber is { } line ? "Line " + (line + 1) + ", position " + ((e.BytePositionInLine ?? 0) + 1) : "";
        if (!string.IsNullOrEmpty(e.Path)) place += (place.Length == 0 ? "" : ", ") + e.Path;
        return place.Length == 0 ? text : place + ": " + text;
    }
}
