using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A point in time, or null for what is none: a cluster writes null or an empty text for what has not ended.</summary>
internal sealed class LenientTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;
        return reader.TokenType == JsonTokenType.Null ? null : throw new JsonException("A point in time is a text such as 2026-01-31T12:00:00Z, or null.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time) writer.WriteStringValue(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }
}
