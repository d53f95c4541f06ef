using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clone.Adapters.Json;

/// <summary>Times are written as UTC with a Z, whatever their offset is, and read back as UTC.</summary>
sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
