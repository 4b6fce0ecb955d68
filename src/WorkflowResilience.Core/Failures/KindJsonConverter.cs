using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A failure kind, a host's own included, as its name.</summary>
internal sealed class KindJsonConverter : JsonConverter<FailureKind>
{
    public override FailureKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } name && WorkflowStage.TryCreate(name, out _)
            ? FailureKind.Of(name)
            : throw new JsonException("A failure kind is a letter followed by up to 62 letters, digits or hyphens.");

    public override void Write(Utf8JsonWriter writer, FailureKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
