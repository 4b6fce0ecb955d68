using System.Buffers;
using System.Text.Json;

namespace WorkflowResilience;

/// <summary>JSON of a host's own, without its secrets.</summary>
internal static class ReportContext
{
    /// <summary>The same JSON with its texts redacted, those of names that hold secrets as a whole; null for null.</summary>
    internal static JsonElement? Redacted(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, json, "");
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    // As deep as what was parsed, which is bounded.
    private static void Write(Utf8JsonWriter writer, JsonElement json, string name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in json.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, member.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in json.EnumerateArray()) Write(writer, item, name);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(FailureText.RedactNamed(name, json.GetString()!));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
