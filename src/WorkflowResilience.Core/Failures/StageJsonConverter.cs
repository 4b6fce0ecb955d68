using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>A stage as its name.</summary>
internal sealed class StageJsonConverter : JsonConverter<WorkflowStage>
{
    public override WorkflowStage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && WorkflowStage.TryCreate(reader.GetString(), out WorkflowStage stage)
            ? stage
            : throw new JsonException("A stage is a letter followed by up to 62 letters, digits or hyphens.");

    public override void Write(Utf8JsonWriter writer, WorkflowStage value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
