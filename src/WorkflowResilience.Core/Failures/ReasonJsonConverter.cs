using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A stage reason as its stable code.</summary>
internal sealed class ReasonJsonConverter : JsonConverter<StageReason>
{
    private static readonly Dictionary<string, StageReason> s_reasons = Enum.GetValues<StageReason>().ToDictionary(StageReasonText.Code, StringComparer.Ordinal);

    public override StageReason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? code = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return code is not null && s_reasons.TryGetValue(code, out StageReason reason)
            ? reason
            : throw new JsonException("This is not the code of a stage reason, such as attempts-exhausted.");
    }

    public override void Write(Utf8JsonWriter writer, StageReason value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code());
}
