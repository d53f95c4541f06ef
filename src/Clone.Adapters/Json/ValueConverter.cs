using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clone.Adapters.Json;

/// <summary>Values of one type, boxed, in the form that System.Text.Json gives them, enums and times as everywhere here.</summary>
sealed class ValueConverter : JsonConverter<object>
{
    readonly Type type;
    readonly bool mayBeNull;
    readonly string[] names = [];
    readonly Array values = Array.Empty<object>();

    ValueConverter(Type type, bool mayBeNull)
    {
        this.type = type;
        this.mayBeNull = mayBeNull;
        if (!type.IsEnum) return;
        names = type.GetEnumNames();
        values = type.GetEnumValues();
    }

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <summary>The converter for a type of value, or for one that may be null; null for all other types.</summary>
    public static ValueConverter? For(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var own = inner ?? type;
        var isKnown = own.IsEnum || own == typeof(bool) || own == typeof(int) || own == typeof(long) || own == typeof(double)
            || own == typeof(Guid) || own == typeof(TimeSpan) || own == typeof(DateTimeOffset);
        return isKnown ? new ValueConverter(own, inner is not null) : null;
    }

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (mayBeNull && reader.TokenType == JsonTokenType.Null) return null;
        try
        {
            return Value(ref reader) ?? throw NotOfType(null);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // It does so for a text of another kind, or one out of range.
            throw NotOfType(e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case Guid id: writer.WriteStringValue(id); break;
            case TimeSpan span: writer.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: writer.WriteStringValue(time.UtcDateTime); break;
            default: writer.WriteStringValue(NameOf(value)); break;
        }
    }

    object? Value(ref Utf8JsonReader reader)
    {
        if (type == typeof(bool)) return reader.GetBoolean();
        if (type == typeof(int)) return reader.GetInt32();
        if (type == typeof(long)) return reader.GetInt64();
        if (type == typeof(double)) return reader.GetDouble();
        if (type == typeof(Guid)) return reader.GetGuid();
        if (type == typeof(DateTimeOffset)) return reader.GetDateTimeOffset().ToUniversalTime();
        var text = reader.GetString();
        if (type == typeof(TimeSpan)) return SpanOf(text);
        var at = Array.IndexOf(names, text);
        return at >= 0 ? values.GetValue(at) : null;
    }

    /// <summary>Blanks around it, which .NET would pass over, are refused.</summary>
    TimeSpan SpanOf(string? text) =>
        text is not null && text.Trim().Length == text.Length
        && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span : throw NotOfType(null);

    string NameOf(object value)
    {
        var at = Array.IndexOf(values, value);
        return at >= 0 ? names[at] : throw new ArgumentOutOfRangeException(nameof(value), value, null);
    }

    JsonException NotOfType(Exception? inner) => new("The JSON value could not be converted to " + type + ".", inner);
}
