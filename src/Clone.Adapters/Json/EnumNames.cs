using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clone.Adapters.Json;

/// <summary>
/// Enums as exactly one of their names. The converter of System.Text.Json also takes lists of names ("Nas,Hdd"), which
/// it adds up to values that have no name.
/// </summary>
sealed class EnumNames : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Names<>).MakeGenericType(typeToConvert))!;

    sealed class Names<T> : JsonConverter<T>
        where T : struct, Enum
    {
        readonly string[] names = typeof(T).GetEnumNames();
        readonly T[] values = (T[])typeof(T).GetEnumValues();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var at = reader.TokenType == JsonTokenType.String ? Array.IndexOf(names, reader.GetString()) : -1;
            return at >= 0 ? values[at] : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var at = Array.IndexOf(values, value);
            writer.WriteStringValue(at >= 0 ? names[at] : throw new ArgumentOutOfRangeException(nameof(value), value, null));
        }
    }
}
