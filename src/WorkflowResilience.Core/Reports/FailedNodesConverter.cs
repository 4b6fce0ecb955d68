using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>Failures of nodes as a list; the text that Argo gives is read too, so that a script can put it in as it stands.</summary>
internal sealed class FailedNodesConverter : JsonConverter<IReadOnlyList<FailedNode>>
{
    public override IReadOnlyList<FailedNode> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            try
            {
                return WorkflowFailures.Read(reader.GetString()!);
            }
            catch (FormatException exception)
            {
                throw new JsonException(FailureText.MessageOf(exception), exception);
            }
        }

        FailedNode[] failures = JsonSerializer.Deserialize(ref reader, ReportJsonContext.Default.FailedNodeArray) ?? [];
        return Array.Exists(failures, static failure => failure is null) ? throw new JsonException("The failures have an entry that is null.") : failures;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<FailedNode> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value as FailedNode[] ?? [.. value], ReportJsonContext.Default.FailedNodeArray);
}
